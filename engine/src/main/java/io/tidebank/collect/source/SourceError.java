package io.tidebank.collect.source;

import io.tidebank.error.ErrorCode;

/** What can go wrong with sources. */
public enum SourceError implements ErrorCode {
    /** The brand has a source of that name. */
    SOURCE_EXISTS(Kind.CONFLICT),
    /** The brand has no source of that name. */
    SOURCE_NOT_FOUND(Kind.NOT_FOUND),
    /** A name or kind that cannot be. */
    SOURCE_INVALID(Kind.INVALID),
    /** The application tables cannot be read or written. */
    SOURCE_STORE_FAILED(Kind.INTERNAL);

    private final Kind kind;

    SourceError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
