package io.tidebank.cli.bank;

import io.tidebank.error.ErrorCode;

/** What can go wrong on the way to a server. */
public enum ServerCallError implements ErrorCode {
    /** Nothing answers at the server's address. */
    SERVER_UNREACHABLE(Kind.CONFLICT),
    /** What was asked for happens in a running server only, and none serves the home. */
    LIVE_NEEDS_SERVER(Kind.CONFLICT),
    /** Something answers that is no Tidebank server, or not one of this version. */
    SERVER_ANSWER_UNREADABLE(Kind.INTERNAL);

    private final Kind kind;

    ServerCallError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
