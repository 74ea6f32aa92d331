package io.tidebank.collect.journal.record;

import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.touch.Touch;
import java.time.Instant;
import java.util.List;

/**
 * What one batch left in the journal, read back.
 *
 * @param position its place; each record's is larger than that of the one before
 * @param bytes its size
 * @param touches touches of the events that were new
 * @param bad bad events
 */
public record JournalRecord(long position, long bytes, List<Touch> touches, List<Bad> bad) {

    /** A bad event, its text open again. */
    public record Bad(String source, FaultReason reason, String field, String raw, Instant receivedAt) {}
}
