package io.tidebank.ladder;

import io.tidebank.fold.StatePages;
import java.util.Arrays;

/**
 * The words of one consumer on one ladder. Word 0 packs the latest moment seen (54 bits, µs since 1970), the flags of
 * held states (6 bits) and the number of the stage (4 bits); word 1 is since when the consumer stands there; then come
 * the memories.
 */
final class LadderState {

    static final int HEAD_WORDS = 2;

    private static final int SINCE = 1;
    private static final int STAGE_BITS = 4;
    private static final int STAGE_MASK = (1 << STAGE_BITS) - 1;
    private static final int FLAG_MASK = 0b111111;
    private static final int SEEN_SHIFT = STAGE_BITS + 6;

    /** Earlier than any moment that can be packed. */
    private static final long NOTHING_SEEN = -1L << (63 - SEEN_SHIFT);

    private LadderState() {}

    /** Number of the stage; 0 for none. */
    static int stage(long[] page, int at) {
        long head = page[at];
        return head == StatePages.EMPTY ? 0 : (int) head & STAGE_MASK;
    }

    static int flags(long[] page, int at) {
        long head = page[at];
        return head == StatePages.EMPTY ? 0 : (int) (head >> STAGE_BITS) & FLAG_MASK;
    }

    /** The latest moment seen; a moment before every other for a consumer of whom nothing was seen. */
    static long seen(long[] page, int at) {
        long head = page[at];
        return head == StatePages.EMPTY ? NOTHING_SEEN : head >> SEEN_SHIFT;
    }

    static void head(long[] page, int at, long seen, int flags, int stage) {
        page[at] = seen << SEEN_SHIFT | (long) flags << STAGE_BITS | stage;
    }

    static long since(long[] page, int at) {
        return page[at + SINCE];
    }

    static void since(long[] page, int at, long micros) {
        page[at + SINCE] = micros;
    }

    static void clear(long[] page, int at, int words) {
        Arrays.fill(page, at, at + words, StatePages.EMPTY);
    }
}
