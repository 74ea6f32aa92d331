package io.tidebank.access;

import io.tidebank.error.ErrorCode;

/** What can go wrong with tokens, owners and sessions. */
public enum AccessError implements ErrorCode {
    /** No such scope. */
    SCOPE_UNKNOWN(Kind.INVALID),
    /** A token that cannot be made as it was asked for. */
    TOKEN_INVALID(Kind.INVALID),
    /** A token of this name works already. */
    TOKEN_EXISTS(Kind.CONFLICT),
    /** No such token, or it was revoked. */
    TOKEN_NOT_FOUND(Kind.NOT_FOUND),
    /** A name that no owner can have. */
    OWNER_INVALID(Kind.INVALID),
    /** No such owner. */
    OWNER_NOT_FOUND(Kind.NOT_FOUND),
    /** A one-time link that was used, has expired, or never was. */
    LINK_SPENT(Kind.CONFLICT),
    /** The application tables cannot be read or written. */
    ACCESS_STORE_FAILED(Kind.INTERNAL);

    private final Kind kind;

    AccessError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
