package io.tidebank.money;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * How a currency is written: the code of ISO 4217 in capitals. Shops and platforms in China write RMB for CNY. Whoever
 * compares currencies compares them so, in Java or in SQL.
 */
public final class CurrencyCode {

    private static final String YUAN = "CNY";
    private static final String ALSO_YUAN = "RMB";

    private static final Set<String> KNOWN = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(toUnmodifiableSet());

    private CurrencyCode() {}

    /** The code that a text is meant to be. */
    public static String of(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        return code.equals(ALSO_YUAN) ? YUAN : code;
    }

    /** Whether ISO 4217 has or had such a currency. */
    static boolean isKnown(String code) {
        return KNOWN.contains(code);
    }

    /** The code that a text is meant to be, in SQL that DuckDB and Spark both run. */
    public static String sql(String text) {
        return "CASE upper(trim(%1$s)) WHEN '%2$s' THEN '%3$s' ELSE upper(trim(%1$s)) END"
                .formatted(text, ALSO_YUAN, YUAN);
    }
}
