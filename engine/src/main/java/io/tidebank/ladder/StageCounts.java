package io.tidebank.ladder;

/**
 * How many consumers stand on each stage at the end of each day, kept as changes: +1 on the day an interval begins, -1
 * on the day it ends. Days are in the brand's zone, as days since 1970-01-01.
 */
final class StageCounts {

    private static final int LEAST_DAYS = 64;

    private final long[][] changes;
    private int firstDay = Integer.MAX_VALUE;

    /** @param stages number of stages; they are numbered from 1 */
    StageCounts(int stages) {
        this.changes = new long[stages + 1][0];
    }

    /** Counts an interval from the end of {@code fromDay} up to, not including, the end of {@code toDay}. */
    void add(int stage, int fromDay, int toDay) {
        change(stage, fromDay, 1);
        change(stage, toDay, -1);
    }

    /** Takes an interval out again. */
    void remove(int stage, int fromDay, int toDay) {
        change(stage, fromDay, -1);
        change(stage, toDay, 1);
    }

    /** Counts an interval that never ends by itself. */
    void addOpen(int stage, int fromDay) {
        change(stage, fromDay, 1);
    }

    void removeOpen(int stage, int fromDay) {
        change(stage, fromDay, -1);
    }

    void addAll(StageCounts other) {
        for (int stage = 1; stage < other.changes.length; stage++) {
            for (int i = 0; i < other.changes[stage].length; i++) {
                if (other.changes[stage][i] != 0) {
                    change(stage, other.firstDay + i, other.changes[stage][i]);
                }
            }
        }
    }

    /** The first day with a change; meaningless while {@link #isEmpty()}. */
    int firstDay() {
        int day = firstDay;
        while (!changes(day)) {
            day++;
        }
        return day;
    }

    /** The last day with a change: from then on nothing changes any more. */
    int lastDay() {
        int day = firstDay + changes[1].length - 1;
        while (!changes(day)) {
            day--;
        }
        return day;
    }

    /** True if nobody ever stood anywhere. */
    boolean isEmpty() {
        for (int i = 0; i < changes[1].length; i++) {
            if (changes(firstDay + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean changes(int day) {
        for (int stage = 1; stage < changes.length; stage++) {
            if (changes[stage][day - firstDay] != 0) {
                return true;
            }
        }
        return false;
    }

    /** The change in the number of a stage's consumers from the end of the day before to the end of this day. */
    long change(int stage, int day) {
        int i = day - firstDay;
        return i < 0 || i >= changes[stage].length ? 0 : changes[stage][i];
    }

    /** Adds to the change of one day. */
    void change(int stage, int day, long by) {
        int i = day - firstDay;
        if (i < 0 || i >= changes[stage].length) {
            reach(day);
            i = day - firstDay;
        }
        changes[stage][i] += by;
    }

    private void reach(int day) {
        boolean first = changes[1].length == 0;
        int from = first ? day : Math.min(day, firstDay);
        int to = first ? day : Math.max(day, firstDay + changes[1].length - 1);
        int length = Math.max(to - from + 1, LEAST_DAYS);
        int shift = first ? 0 : firstDay - from;
        for (int stage = 0; stage < changes.length; stage++) {
            long[] longer = new long[length];
            System.arraycopy(changes[stage], 0, longer, shift, changes[stage].length);
            changes[stage] = longer;
        }
        firstDay = from;
    }
}
