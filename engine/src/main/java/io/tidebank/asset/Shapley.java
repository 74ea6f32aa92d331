package io.tidebank.asset;

import java.util.function.IntToDoubleFunction;

/** Shares a change among the things that changed: each one's mean contribution over all orders of changing them. */
final class Shapley {

    private Shapley() {}

    /**
     * @param factors how many things changed
     * @param value the value when the factors whose bit is set have changed and the others not yet
     * @return a part per factor; together they are value(all) − value(none)
     */
    static double[] parts(int factors, IntToDoubleFunction value) {
        double[] values = new double[1 << factors];
        for (int changed = 0; changed < values.length; changed++) {
            values[changed] = value.applyAsDouble(changed);
        }
        double[] parts = new double[factors];
        for (int factor = 0; factor < factors; factor++) {
            int bit = 1 << factor;
            for (int others = 0; others < values.length; others++) {
                if ((others & bit) == 0) {
                    parts[factor] +=
                            weight(factors, Integer.bitCount(others)) * (values[others | bit] - values[others]);
                }
            }
        }
        return parts;
    }

    /** k! (n−k−1)! / n!: the share of orders in which exactly these k others come first. */
    private static double weight(int factors, int first) {
        double weight = 1.0 / factors;
        for (int i = 1; i <= first; i++) {
            weight *= (double) i / (factors - i);
        }
        return weight;
    }
}
