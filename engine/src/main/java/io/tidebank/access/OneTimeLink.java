package io.tidebank.access;

import java.time.Instant;

/**
 * A link that makes one browser known, once.
 *
 * @param key what the link carries
 */
public record OneTimeLink(String key, Instant expiresAt) {

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "OneTimeLink[key=hidden, expiresAt=%s]".formatted(expiresAt);
    }
}
