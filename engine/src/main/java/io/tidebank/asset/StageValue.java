package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_VALUE_UNBOUNDED;

import io.tidebank.error.TidebankException;

/** What one consumer of each stage will spend: e_s(H, d) = Σ_{k=1..H} [(P^k) r]_s / (1+d)^k. Whoever is out is worth 0. */
public final class StageValue {

    private static final double SINGULAR = 1e-12;

    private StageValue() {}

    /** Value per head by stage, lowest first; the coming month is the first that counts. */
    public static double[] perHead(AssetRates rates, Horizon horizon, double discount) {
        return switch (horizon) {
            case Horizon.Months(int count) -> summed(rates, count, 1 + discount);
            case Horizon.Unlimited() -> closed(rates, 1 + discount);
        };
    }

    private static double[] summed(AssetRates rates, int months, double interest) {
        double[] month = rates.revenuePerHead();
        double[] value = new double[month.length];
        for (int k = 1; k <= months; k++) {
            month = rates.transitions().ahead(month);
            for (int s = 0; s < month.length; s++) {
                month[s] /= interest;
                value[s] += month[s];
            }
        }
        return value;
    }

    /** Solves (I − Q) e = Q r with Q = P/(1+d) among the stages. */
    private static double[] closed(AssetRates rates, double interest) {
        int size = rates.revenuePerHead().length;
        double[] right = rates.transitions().ahead(rates.revenuePerHead());
        double[][] left = new double[size][size];
        for (int column = 0; column < size; column++) {
            double[] unit = new double[size];
            unit[column] = 1;
            double[] reached = rates.transitions().ahead(unit);
            for (int row = 0; row < size; row++) {
                left[row][column] = unit[row] - reached[row] / interest;
            }
            right[column] /= interest;
        }
        return solve(left, right);
    }

    private static double[] solve(double[][] left, double[] right) {
        int size = right.length;
        for (int pivot = 0; pivot < size; pivot++) {
            swapLargestUp(left, right, pivot);
            if (Math.abs(left[pivot][pivot]) < SINGULAR) {
                throw new TidebankException(
                        ASSET_VALUE_UNBOUNDED,
                        "Some stage is never left, so that undiscounted spending has no end; choose a discount above 0, or a number of months");
            }
            for (int row = pivot + 1; row < size; row++) {
                double factor = left[row][pivot] / left[pivot][pivot];
                for (int column = pivot; column < size; column++) {
                    left[row][column] -= factor * left[pivot][column];
                }
                right[row] -= factor * right[pivot];
            }
        }
        return backSubstituted(left, right);
    }

    private static void swapLargestUp(double[][] left, double[] right, int pivot) {
        int largest = pivot;
        for (int row = pivot + 1; row < right.length; row++) {
            if (Math.abs(left[row][pivot]) > Math.abs(left[largest][pivot])) {
                largest = row;
            }
        }
        double[] swapped = left[pivot];
        left[pivot] = left[largest];
        left[largest] = swapped;
        double other = right[pivot];
        right[pivot] = right[largest];
        right[largest] = other;
    }

    private static double[] backSubstituted(double[][] left, double[] right) {
        double[] solution = new double[right.length];
        for (int row = right.length - 1; row >= 0; row--) {
            double rest = right[row];
            for (int column = row + 1; column < right.length; column++) {
                rest -= left[row][column] * solution[column];
            }
            solution[row] = rest / left[row][row];
        }
        return solution;
    }
}
