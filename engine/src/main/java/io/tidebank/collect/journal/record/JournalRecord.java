package io.tidebank.collect.journal.record;

import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.touch.Touch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one batch left in the journal, read back.
 *
 * @param position its place; each record's is larger than that of the one before
 * @param bytes its size
 * @param touches touches of the events that were new
 * @param bad bad events
 * @param mark how far the feed that brought it had been read; null if no feed did
 */
public record JournalRecord(
        long position,
        long bytes,
        List<Touch> touches,
        List<Bad> bad,
        @Nullable FeedMark mark) {

    /** A bad event, its text open again. */
    public record Bad(String source, FaultReason reason, String field, String raw, Instant receivedAt, long place) {}
}
