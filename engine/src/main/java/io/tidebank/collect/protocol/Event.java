package io.tidebank.collect.protocol;

import io.tidebank.collect.quarantine.FaultReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call, checked as far as the protocol goes. Everything personal is still in it: it never leaves the request.
 *
 * @param index its place in the request, from 0
 * @param type what it says happened
 * @param messageId the sender's, at most 100 characters
 * @param name event name, or name of the page or screen
 * @param occurredAt when, corrected by the skew of the sender's clock
 * @param receivedAt when the request came
 * @param people whom it speaks of
 * @param properties of a track, page or screen; traits of an identify or group; empty for an alias
 * @param context its own and that of its batch, its own winning
 * @param raw where it stands in the request
 */
public record Event(
        int index,
        CallType type,
        String messageId,
        @Nullable String name,
        Instant occurredAt,
        Instant receivedAt,
        People people,
        ObjectNode properties,
        ObjectNode context,
        RawJson raw) {

    /**
     * Identifiers that the call itself carries.
     *
     * @param userId the user's, new one for an alias
     * @param anonymousId the browser's or installation's
     * @param previousId the former one of an alias
     * @param groupId of a group call; it names no person
     */
    public record People(
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String previousId,
            @Nullable String groupId) {}

    /** A track that lies in the lake already; its people are told by the identifiers there. */
    public static Event stored(
            String messageId, String name, Instant occurredAt, Instant receivedAt, ObjectNode properties) {
        return new Event(
                0,
                CallType.TRACK,
                messageId,
                name,
                occurredAt,
                receivedAt,
                new People(null, null, null, null),
                properties,
                properties.objectNode(),
                new RawJson(new byte[0], 0, 0));
    }

    /** The event put aside. */
    public BadEvent bad(FaultReason reason, String field) {
        return new BadEvent(index, messageId, reason, field, raw.text(), 0, context);
    }
}
