package io.tidebank.cli.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them: thousands apart, money with two decimals, shares in per cent with one. */
final class Figures {

    private static final int SIGNIFICANT = 6;

    private Figures() {}

    static String count(long value) {
        return grouped(Long.toString(value));
    }

    static String money(BigDecimal value) {
        return grouped(value.setScale(2, RoundingMode.HALF_UP).toPlainString());
    }

    static String signedMoney(BigDecimal value) {
        return (value.signum() > 0 ? "+" : "") + money(value);
    }

    static String share(double value) {
        return BigDecimal.valueOf(value * 100).setScale(1, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    /** A value of a column that holds numbers, in whatever form it came; nothing is 0. */
    static BigDecimal decimal(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    /** Any value of an answer. */
    static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Long count -> count(count);
            case Integer count -> count(count);
            case BigDecimal amount -> amount.scale() > 2 ? money(amount) : grouped(amount.toPlainString());
            case Double number when Double.isFinite(number) -> significant(number);
            default -> value.toString();
        };
    }

    /** Six digits that say something: what floating point adds behind them is noise. */
    private static String significant(double number) {
        return grouped(new BigDecimal(number)
                .round(new MathContext(SIGNIFICANT))
                .stripTrailingZeros()
                .toPlainString());
    }

    private static String grouped(String plain) {
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        int start = plain.startsWith("-") ? 1 : 0;
        StringBuilder text = new StringBuilder(plain);
        for (int at = end - 3; at > start; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
