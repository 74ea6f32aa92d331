package io.tidebank.collect.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts by second of the last two minutes, in a ring. */
final class PerSecond {

    private static final int SECONDS = 120;

    private final long[] counts = new long[SECONDS];
    private long latest = Long.MIN_VALUE;

    synchronized void add(Instant at, long count) {
        long second = at.getEpochSecond();
        turnTo(second);
        // What comes late, after a clock that was set back, counts in the latest second.
        counts[place(Math.max(second, latest))] += count;
    }

    /** The last whole seconds before a moment, the latest last. */
    synchronized List<Long> before(Instant now, int seconds) {
        turnTo(now.getEpochSecond());
        List<Long> last = new ArrayList<>(seconds);
        for (long second = latest - Math.min(seconds, SECONDS - 1); second < latest; second++) {
            last.add(counts[place(second)]);
        }
        return last;
    }

    /** Empties the seconds that passed since the latest. */
    private void turnTo(long second) {
        if (second <= latest) {
            return;
        }
        long first = Math.max(latest + 1, second - SECONDS + 1);
        for (long passed = first; passed <= second; passed++) {
            counts[place(passed)] = 0;
        }
        latest = second;
    }

    private static int place(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
