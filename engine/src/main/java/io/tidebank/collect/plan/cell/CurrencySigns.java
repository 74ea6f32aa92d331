package io.tidebank.collect.plan.cell;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.money.CurrencyCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an amount's own sign or code says of its currency, where it says something else than the mapping does. */
public final class CurrencySigns {

    /** Dollars and pesos, the real and the pataca, alone or behind letters: {@code R$}, {@code MOP$}. */
    private static final List<String> DOLLARS = List.of(
            "ARS", "AUD", "BBD", "BMD", "BND", "BRL", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "CVE", "DOP", "FJD",
            "GYD", "HKD", "JMD", "KYD", "LRD", "MOP", "MXN", "NAD", "NIO", "NZD", "SBD", "SGD", "SRD", "TOP", "TTD",
            "TWD", "USD", "UYU", "WST", "XCD");

    private static final List<String> POUNDS = List.of("EGP", "FKP", "GBP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP");
    private static final List<String> YUANS = List.of("CNY", "HKD", "MOP", "TWD");

    private static final Map<String, List<String>> SIGNS = new TreeMap<>(Map.of(
            "$", DOLLARS,
            "£", POUNDS,
            "€", List.of("EUR"),
            "¥", List.of("CNY", "JPY"),
            "￥", List.of("CNY", "JPY"),
            "元", YUANS,
            "₩", List.of("KPW", "KRW"),
            "₹", List.of("INR"),
            "₽", List.of("RUB"),
            "₫", List.of("VND")));

    /** Codes that are read as currencies beside a number; other letters there may be anything. */
    private static final List<String> CODES = List.of(
            "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD",
            "HUF", "IDR", "ILS", "INR", "JPY", "KRW", "MOP", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RMB", "RON",
            "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR");

    private CurrencySigns() {}

    /**
     * True where a text that is read as a number carries the sign or code of another currency. A plain number is let
     * through at once.
     */
    public static String foreign(String text, String currency) {
        String others = SIGNS.entrySet().stream()
                .filter(sign -> !sign.getValue().contains(currency))
                .map(sign -> sign.getKey().equals("$") ? "\\$" : sign.getKey())
                .collect(joining());
        String codes = CODES.stream()
                .filter(code -> !CurrencyCode.of(code).equals(currency))
                .collect(joining("|"));
        return marked(
                text,
                "regexp_matches(%s, %s)"
                        .formatted(
                                text, literal("[%s]|(?:^|[^A-Za-z])(?:%s)(?:$|[^A-Za-z])".formatted(others, codes))));
    }

    /**
     * The same where rows say their currency themselves; what is no code of a currency says none.
     *
     * @param currency SQL of the row's currency
     */
    public static String foreignToRow(String text, String currency) {
        String signs = SIGNS.entrySet().stream()
                .map(sign -> "(contains(%s, %s) AND %s NOT IN (%s))"
                        .formatted(text, literal(sign.getKey()), currency, literals(sign.getValue())))
                .collect(joining(" OR "));
        String code = "regexp_extract(upper(%s), '[A-Z]{3}')".formatted(text);
        return marked(
                text,
                "coalesce(regexp_full_match(%5$s, '[A-Z]{3}') AND (%1$s OR (%2$s IN (%3$s) AND %4$s <> %5$s)), false)"
                        .formatted(signs, code, literals(CODES), CurrencyCode.sql(code), currency));
    }

    /** Only a CASE keeps DuckDB from asking it of every plain number, which costs more than all else that is read of one. */
    private static String marked(String text, String test) {
        return "CASE WHEN %1$s IS NOT NULL AND TRY_CAST(%1$s AS DECIMAL(18, 4)) IS NULL THEN %2$s ELSE false END"
                .formatted(text, test);
    }

    private static String literals(List<String> codes) {
        return codes.stream().map(code -> literal(code)).collect(joining(", "));
    }
}
