package io.tidebank.market.draft;

/**
 * Chance that depends on the seed and the person alone, so that the same people live the same lives whatever the
 * number of threads. A counter that is scrambled (SplitMix64): 16 bytes of state, no table.
 */
public final class Dice {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    /** Starts over for one person. */
    public void cast(long seed, long person) {
        state = scramble(scramble(seed) + person * STEP);
    }

    /** A bijection of all 64-bit numbers that looks like chance. */
    public static long scramble(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    private long bits() {
        state += STEP;
        return scramble(state);
    }

    /** In [0, 1). */
    public double unit() {
        return (bits() >>> 11) * UNIT;
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** In [0, bound). */
    public int below(int bound) {
        return (int) (((bits() >>> 33) * bound) >>> 31);
    }

    /** In [from, to]. */
    public int between(int from, int to) {
        return from + below(to - from + 1);
    }

    /** 0, 1, 2, ... with the mean given, each step as likely as the one before. */
    public int geometric(double mean) {
        if (mean <= 0) {
            return 0;
        }
        double more = mean / (1 + mean);
        int count = 0;
        while (count < 60 && chance(more)) {
            count++;
        }
        return count;
    }

    /** Index into weights summed up so far; the last entry is the sum of all. */
    public int pick(double[] cumulative) {
        double at = unit() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Log-normal with mean 1; sigma is the spread of its logarithm. */
    public double longTail(double sigma) {
        double normal = StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * Math.PI * unit());
        return StrictMath.exp(sigma * normal - sigma * sigma / 2);
    }

    /** Weights summed up, for {@link #pick}. */
    public static double[] cumulative(double... weights) {
        double[] sums = weights.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }
}
