package io.tidebank.asset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The 90 % interval of an estimate: how far it would differ had other months of the same kind been seen. What the method
 * takes for granted is not in it.
 */
public record Interval(double low, double high) {

    /** Student's t, 95 % quantile, by degrees of freedom from 1. */
    private static final double[] STUDENT = {
        6.313752, 2.919986, 2.353363, 2.131847, 2.015048, 1.943180, 1.894579, 1.859548, 1.833113, 1.812461, 1.795885
    };

    private static final double NORMAL = 1.644854;

    /**
     * The delete-one jackknife: how much each of the numbers that are computed from {@code units} moves when one unit
     * is left out. Empty for a single unit, which cannot say how units differ.
     */
    static <T> Optional<List<Interval>> jackknife(List<T> units, Function<List<T>, double[]> estimate) {
        int n = units.size();
        if (n < 2) {
            return Optional.empty();
        }
        List<double[]> without = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            List<T> rest = new ArrayList<>(units);
            rest.remove(i);
            without.add(estimate.apply(rest));
        }
        double[] all = estimate.apply(units);
        double t = n - 2 < STUDENT.length ? STUDENT[n - 2] : NORMAL;
        List<Interval> intervals = new ArrayList<>(all.length);
        for (int j = 0; j < all.length; j++) {
            double margin = t * standardError(without, j);
            intervals.add(new Interval(all[j] - margin, all[j] + margin));
        }
        return Optional.of(intervals);
    }

    private static double standardError(List<double[]> without, int number) {
        int n = without.size();
        double mean = without.stream().mapToDouble(values -> values[number]).sum() / n;
        double squares = without.stream()
                .mapToDouble(values -> (values[number] - mean) * (values[number] - mean))
                .sum();
        return Math.sqrt(squares * (n - 1) / n);
    }
}
