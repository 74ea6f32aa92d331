package io.tidebank.collect.feed.jdbc.rows;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database to connect to.
 *
 * @param url as its driver wants it, without user and password
 * @param user null if the driver finds out
 * @param password asked for at every connection, so that it can change; nothing prints it
 * @param timeout how long a statement may take
 */
public record JdbcServer(
        String url, JdbcDialect dialect, @Nullable String user, Supplier<String> password, Duration timeout) {

    @Override
    public String toString() {
        return place();
    }

    /** The address alone: what may stand in a message. */
    public String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
