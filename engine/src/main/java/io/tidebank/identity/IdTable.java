package io.tidebank.identity;

import java.util.function.IntUnaryOperator;

/**
 * From a 96-bit hash of an identifier to its consumer number: open addressing in one array, two longs per entry (64 bits
 * of hash; 32 more bits and the number), so that a look-up costs one cache line. With a billion identifiers the chance
 * that any two share 96 bits is 6 in 10^12.
 */
final class IdTable {

    static final int NONE = -1;

    private static final int LEAST_ENTRIES = 1 << 10;

    private long[] entries = new long[2 * LEAST_ENTRIES];
    private int mask = LEAST_ENTRIES - 1;
    private int size;

    int size() {
        return size;
    }

    /** The number of an identifier, {@link #NONE} if it is not there. */
    int find(long high, int low) {
        int at = (int) (high >>> 20) & mask;
        while (true) {
            long key = entries[2 * at];
            if (key == 0) {
                return NONE;
            }
            long rest = entries[2 * at + 1];
            if (key == high && (int) (rest >>> 32) == low) {
                return (int) rest;
            }
            at = (at + 1) & mask;
        }
    }

    /** Reads the entry at which the search for an identifier begins. */
    long peek(long high) {
        return entries[2 * ((int) (high >>> 20) & mask)];
    }

    /** Adds an identifier that is not there yet. {@code high} is never 0. */
    void add(long high, int low, int number) {
        if (size * 3L >= entries.length) {
            grow();
        }
        insert(high, (long) low << 32 | number);
        size++;
    }

    /** Gives every number a new one. */
    void renumber(IntUnaryOperator next) {
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] != 0) {
                int number = next.applyAsInt((int) entries[i + 1]);
                entries[i + 1] = (entries[i + 1] & 0xFFFFFFFF00000000L) | number;
            }
        }
    }

    private void insert(long high, long rest) {
        int at = (int) (high >>> 20) & mask;
        while (entries[2 * at] != 0) {
            at = (at + 1) & mask;
        }
        entries[2 * at] = high;
        entries[2 * at + 1] = rest;
    }

    private void grow() {
        long[] old = entries;
        entries = new long[Math.multiplyExact(old.length, 2)];
        mask = entries.length / 2 - 1;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                insert(old[i], old[i + 1]);
            }
        }
    }
}
