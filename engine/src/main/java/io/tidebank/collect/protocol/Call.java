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
 */
public record Call(
        Endpoint endpoint,
        Instant receivedAt,
        @Nullable Instant sentAt,
        @Nullable String ip,
        @Nullable String userAgent) {

    /** A request of which only endpoint and arrival are known. */
    public static Call of(Endpoint endpoint, Instant receivedAt) {
        return new Call(endpoint, receivedAt, null, null, null);
    }
}
