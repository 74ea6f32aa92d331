package io.tidebank.asset;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money at the edge: numbers become decimals of the currency's cent, and parts keep adding up to their whole. */
final class Rounding {

    private Rounding() {}

    static BigDecimal round(double amount, int digits) {
        return new BigDecimal(amount).setScale(digits, RoundingMode.HALF_EVEN);
    }

    /**
     * Rounds each part, then hands the cents that are left over, one at a time, to the part that rounding has moved
     * furthest from its exact value (the first of equals), until the parts sum to {@code whole}.
     */
    static BigDecimal[] split(double[] exact, BigDecimal whole) {
        int digits = whole.scale();
        BigDecimal cent = BigDecimal.ONE.movePointLeft(digits);
        BigDecimal[] parts = new BigDecimal[exact.length];
        BigDecimal left = whole;
        for (int i = 0; i < exact.length; i++) {
            parts[i] = round(exact[i], digits);
            left = left.subtract(parts[i]);
        }
        while (left.signum() != 0) {
            BigDecimal step = left.signum() > 0 ? cent : cent.negate();
            int furthest = furthest(exact, parts, left.signum());
            parts[furthest] = parts[furthest].add(step);
            left = left.subtract(step);
        }
        return parts;
    }

    private static int furthest(double[] exact, BigDecimal[] parts, int sign) {
        int furthest = 0;
        BigDecimal most = null;
        for (int i = 0; i < exact.length; i++) {
            BigDecimal missing = new BigDecimal(exact[i]).subtract(parts[i]).multiply(BigDecimal.valueOf(sign));
            if (most == null || missing.compareTo(most) > 0) {
                most = missing;
                furthest = i;
            }
        }
        return furthest;
    }
}
