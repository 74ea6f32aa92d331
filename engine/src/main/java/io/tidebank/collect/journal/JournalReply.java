package io.tidebank.collect.journal;

import java.time.Duration;
import java.util.List;

/** What becomes of a batch that was offered to the journal. */
public sealed interface JournalReply {

    /**
     * It is on the disk, and will be in the lake.
     *
     * @param accepted events of the batch that were new
     * @param duplicates events that had been accepted before, whether this batch names them or an earlier one
     * @param quarantined bad events of the batch that were new
     * @param position all of the batch is in the lake once the lake names this position or a later one
     * @param repeats which were the duplicates: places in the batch, its bad events behind the others
     */
    record Ack(int accepted, int duplicates, int quarantined, long position, List<Integer> repeats)
            implements JournalReply {

        /** What there was nothing to write of. */
        public static final Ack NOTHING = new Ack(0, 0, 0, 0, List.of());

        public Ack {
            repeats = List.copyOf(repeats);
        }
    }

    /**
     * Nothing of it was taken; the sender shall come again.
     *
     * @param limit the limit that was passed
     * @param retryAfter when to come again
     */
    record Overloaded(Limit limit, Duration retryAfter) implements JournalReply {}

    /** The limits that a journal keeps. */
    enum Limit {
        /** More requests wait for the disk than may. */
        QUEUE,
        /** More is accepted and not in the lake than may be. */
        LAG,
        /** Less disk is free than shall be. */
        DISK
    }
}
