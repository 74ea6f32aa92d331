package io.tidebank.collect.feed.jdbc.rows;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The databases that can be read, and where they differ. */
public enum JdbcDialect {
    POSTGRESQL("jdbc:postgresql:"),
    MYSQL("jdbc:mysql:"),
    MARIADB("jdbc:mariadb:");

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final String prefix;

    JdbcDialect(String prefix) {
        this.prefix = prefix;
    }

    /** The one that an address is for. */
    public static Optional<JdbcDialect> of(String url) {
        return Arrays.stream(values())
                .filter(dialect -> url.startsWith(dialect.prefix))
                .findFirst();
    }

    /** What its driver is told besides the user's name and password. */
    Properties properties(Duration timeout) {
        Duration silent = timeout.plus(MARGIN);
        Properties properties = new Properties();
        switch (this) {
            case POSTGRESQL -> {
                properties.setProperty("ApplicationName", "tidebank");
                properties.setProperty("connectTimeout", Long.toString(CONNECTING.toSeconds()));
                properties.setProperty("socketTimeout", Long.toString(silent.toSeconds()));
                properties.setProperty("tcpKeepAlive", "true");
            }
            case MYSQL, MARIADB -> {
                properties.setProperty("connectTimeout", Long.toString(CONNECTING.toMillis()));
                properties.setProperty("socketTimeout", Long.toString(silent.toMillis()));
            }
        }
        if (this == MYSQL) {
            properties.setProperty("allowLoadLocalInfile", "false");
            properties.setProperty("zeroDateTimeBehavior", "CONVERT_TO_NULL");
        }
        if (this == MARIADB) {
            properties.setProperty("allowLocalInfile", "false");
        }
        return properties;
    }

    /**
     * Statements that begin a session: read-only, every statement with a limit of time, moments in UTC.
     *
     * @param version what the server calls itself: each of the two reads the other's protocol
     */
    List<String> session(Duration timeout, String version) {
        return switch (this) {
            case POSTGRESQL ->
                List.of(
                        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                        "SET statement_timeout = " + timeout.toMillis(),
                        "SET TimeZone = 'UTC'");
            case MYSQL, MARIADB ->
                List.of(
                        "SET SESSION TRANSACTION READ ONLY",
                        version.contains("MariaDB")
                                ? "SET SESSION max_statement_time = " + timeout.toSeconds()
                                : "SET SESSION max_execution_time = " + timeout.toMillis(),
                        "SET SESSION time_zone = '+00:00'");
        };
    }

    /** How its driver is told to hold so many rows at a time, and not all of them. */
    int fetchSize(int rows) {
        return this == MYSQL ? Integer.MIN_VALUE : rows;
    }

    /** Whether it finds {@code (a, b) > (?, ?)} by an index. */
    boolean seeksRows() {
        return this == POSTGRESQL;
    }

    /** Whether a type's values are moments though its values carry no zone: MySQL's TIMESTAMP, in the session's zone. */
    boolean isUtc(String typeName) {
        return this != POSTGRESQL && typeName.equalsIgnoreCase("TIMESTAMP");
    }
}
