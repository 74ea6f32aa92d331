package io.tidebank.collect.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request besides its body.
 *
 * @param endpoint where it was sent
 * @param receivedAt when it came
 * @param sentAt when it was sent, where a header says it; the body's word counts more
 * @param ip where it came from; null where that is a proxy's or a server's own address
 * @param userAgent of a browser that sends no context, as behind a pixel; null otherwise
 * @param ids what the ids of its messages name
 */
public record Call(
        Endpoint endpoint,
        Instant receivedAt,
        @Nullable Instant sentAt,
        @Nullable String ip,
        @Nullable String userAgent,
        Ids ids) {

    /** What ids of messages name. */
    public enum Ids {

        /** Messages: who sends one again does so within a day. */
        OF_MESSAGES,

        /** What messages tell of, an order or a payment, for as long as anything of it changes. */
        OF_THINGS
    }

    /** A request as SDKs send them. */
    public Call(
            Endpoint endpoint,
            Instant receivedAt,
            @Nullable Instant sentAt,
            @Nullable String ip,
            @Nullable String userAgent) {
        this(endpoint, receivedAt, sentAt, ip, userAgent, Ids.OF_MESSAGES);
    }

    /** A request of which only endpoint and arrival are known. */
    public static Call of(Endpoint endpoint, Instant receivedAt) {
        return new Call(endpoint, receivedAt, null, null, null);
    }

    /** The same with ids that name something else. */
    public Call with(Ids others) {
        return new Call(endpoint, receivedAt, sentAt, ip, userAgent, others);
    }
}
