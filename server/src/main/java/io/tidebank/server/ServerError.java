package io.tidebank.server;

import io.tidebank.error.ErrorCode;

/** What can go wrong between a caller and the server. */
public enum ServerError implements ErrorCode {
    /** Another program listens there. */
    PORT_IN_USE(Kind.CONFLICT),
    /** The home's run folder cannot be written. */
    SERVER_FILE_UNWRITABLE(Kind.INTERNAL),
    /** A parameter or body is missing, or is not what it should be. */
    REQUEST_INVALID(Kind.INVALID),
    /** There is nothing at this address. */
    PAGE_NOT_FOUND(Kind.NOT_FOUND),
    /** The caller has not shown that it may do this. */
    NOT_ALLOWED(Kind.INVALID),
    /** No job has this number, or it was forgotten. */
    JOB_NOT_FOUND(Kind.NOT_FOUND),
    /** A fault of Tidebank itself; the log says more. */
    INTERNAL(Kind.INTERNAL);

    private final Kind kind;

    ServerError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
