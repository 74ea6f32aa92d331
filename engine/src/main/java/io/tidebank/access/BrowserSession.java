package io.tidebank.access;

import java.time.Instant;

/**
 * A browser that is known, at the one moment when its cookie can be read.
 *
 * @param cookie the secret that it keeps
 */
public record BrowserSession(Caller caller, String cookie, Instant expiresAt) {

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "BrowserSession[%s, cookie=hidden, expiresAt=%s]".formatted(caller.name(), expiresAt);
    }
}
