package io.tidebank.collect.protocol;

import io.tidebank.collect.quarantine.FaultReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event that cannot become touches.
 *
 * @param index its place in the request, from 0
 * @param messageId the sender's, so that a retry is kept once; null if it has none that can be read
 * @param reason why
 * @param field the field that is bad, such as {@code properties.revenue}
 * @param raw its JSON as it came, but for the write key, with all that is personal in it: it is for locked quarantine alone
 * @param place where a feed found it, as a number: an offset, a line; 0 if no feed did
 * @param context its own and that of its batch, as far as they could be read; null if nothing of it could be
 */
public record BadEvent(
        int index,
        @Nullable String messageId,
        FaultReason reason,
        String field,
        String raw,
        long place,
        @Nullable ObjectNode context) {

    /** One that no feed found, and of which nothing could be read. */
    public BadEvent(int index, @Nullable String messageId, FaultReason reason, String field, String raw) {
        this(index, messageId, reason, field, raw, 0);
    }

    /** One of which nothing could be read. */
    public BadEvent(int index, @Nullable String messageId, FaultReason reason, String field, String raw, long place) {
        this(index, messageId, reason, field, raw, place, null);
    }

    /** Says nothing of the raw text, so that no log holds it. */
    @Override
    public String toString() {
        return "event %d: %s %s".formatted(index, field, reason.text());
    }
}
