package io.tidebank.collect.feed.jdbc.rows;

import io.tidebank.error.ErrorCode;

/** What can go wrong with a database that a feed reads. */
public enum JdbcError implements ErrorCode {
    /** No driver for such a database lies in the home. */
    JDBC_DRIVER_MISSING(Kind.NOT_FOUND),
    /** The database does not answer. */
    JDBC_UNREACHABLE(Kind.CONFLICT),
    /** The database does not let the user in, or not to the table. */
    JDBC_REFUSED(Kind.INVALID),
    /** The table or query is not as the feed's file says. */
    JDBC_INVALID(Kind.INVALID),
    /** The database answered with a fault. */
    JDBC_FAILED(Kind.CONFLICT);

    private final Kind kind;

    JdbcError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
