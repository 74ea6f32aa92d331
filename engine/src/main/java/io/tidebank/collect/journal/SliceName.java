package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.Memory;
import java.util.Comparator;

/**
 * A slice of one of the memories.
 *
 * @param number from 1; later ones have greater numbers
 */
record SliceName(Memory memory, int number) implements Comparable<SliceName> {

    private static final String RESERVED = "reserved-";
    private static final Comparator<SliceName> ORDER =
            Comparator.comparing(SliceName::memory).thenComparingInt(SliceName::number);

    String text() {
        return switch (memory) {
            case SHARED -> Integer.toString(number);
            case RESERVED -> RESERVED + number;
        };
    }

    static SliceName parse(String text) {
        return text.startsWith(RESERVED)
                ? new SliceName(Memory.RESERVED, Integer.parseInt(text.substring(RESERVED.length())))
                : new SliceName(Memory.SHARED, Integer.parseInt(text));
    }

    @Override
    public int compareTo(SliceName other) {
        return ORDER.compare(this, other);
    }
}
