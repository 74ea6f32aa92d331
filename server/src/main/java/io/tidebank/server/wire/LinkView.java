package io.tidebank.server.wire;

import io.tidebank.access.OneTimeLink;
import java.time.Instant;

/**
 * A one-time link at the one moment when it can be read: the console's address with {@code ?key=}.
 *
 * @param url where the console is, as its server says; empty for where the caller found it
 */
public record LinkView(String url, String key, Instant expiresAt) {

    public static LinkView of(OneTimeLink link, String url) {
        return new LinkView(url, link.key(), link.expiresAt());
    }

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "LinkView[url=%s, key=hidden, expiresAt=%s]".formatted(url, expiresAt);
    }
}
