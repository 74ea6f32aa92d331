package io.tidebank.server.wire;

import io.tidebank.access.OneTimeLink;
import java.time.Instant;

/** A one-time link's key, at the one moment when it can be read; the link is the console's address with {@code ?key=}. */
public record LinkView(String key, Instant expiresAt) {

    public static LinkView of(OneTimeLink link) {
        return new LinkView(link.key(), link.expiresAt());
    }

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "LinkView[key=hidden, expiresAt=%s]".formatted(expiresAt);
    }
}
