package io.tidebank.collect.journal.record;

import io.tidebank.collect.quarantine.FaultReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a live source sent and cannot become touches; it goes to the quarantine.
 *
 * @param source the connection it came by
 * @param dedupKey what the sender calls it, so that a retry is not kept twice; null if it has no name
 * @param reason why
 * @param field the field that is bad; empty if it is the whole
 * @param raw its text as it came
 * @param receivedAt when it came
 * @param place where a feed found it, as a number: an offset, a line; 0 if no feed did
 */
public record QuarantinedEvent(
        String source,
        @Nullable String dedupKey,
        FaultReason reason,
        String field,
        String raw,
        Instant receivedAt,
        long place) {

    /** One that no feed found. */
    public QuarantinedEvent(
            String source,
            @Nullable String dedupKey,
            FaultReason reason,
            String field,
            String raw,
            Instant receivedAt) {
        this(source, dedupKey, reason, field, raw, receivedAt, 0);
    }
}
