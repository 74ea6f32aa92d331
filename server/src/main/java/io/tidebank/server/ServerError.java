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
    /** The body is larger than any that goes there. */
    BODY_TOO_LARGE(Kind.INVALID),
    /** So many jobs wait already that one more would wait for long. */
    TOO_MANY_JOBS(Kind.CONFLICT),
    /** There is nothing at this address. */
    PAGE_NOT_FOUND(Kind.NOT_FOUND),
    /** No address of this machine, or TLS files that cannot be read. */
    LISTEN_INVALID(Kind.INVALID),
    /** The caller has not shown who it is. */
    SIGN_IN_NEEDED(Kind.INVALID),
    /** The caller is known and may not do this. */
    NOT_ALLOWED(Kind.INVALID),
    /** Too many wrong secrets came from the caller's address. */
    TOO_MANY_FAILURES(Kind.CONFLICT),
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
