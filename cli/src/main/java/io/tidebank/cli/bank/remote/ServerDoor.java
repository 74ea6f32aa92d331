package io.tidebank.cli.bank.remote;

import org.jspecify.annotations.Nullable;

/**
 * The way to a server.
 *
 * @param token shown to it; null to show nothing
 */
public record ServerDoor(String url, @Nullable String token) {

    /** The token hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "ServerDoor[%s]".formatted(url);
    }
}
