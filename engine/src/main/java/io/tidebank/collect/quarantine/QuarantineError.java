package io.tidebank.collect.quarantine;

import io.tidebank.error.ErrorCode;

/** What can go wrong with rows in quarantine. */
public enum QuarantineError implements ErrorCode {
    /** No such row, or none of that import. */
    QUARANTINE_NOT_FOUND(Kind.NOT_FOUND),
    /** The text that a row was to have is not one record. */
    QUARANTINE_REPAIR_INVALID(Kind.INVALID),
    /** The rows mean something only beside the others of their file. */
    QUARANTINE_NEEDS_FILE(Kind.CONFLICT),
    /** The rows cannot be unlocked: the brand's key is another one. */
    QUARANTINE_LOCKED(Kind.INTERNAL),
    /** The quarantine's table cannot be read or written. */
    QUARANTINE_FAILED(Kind.INTERNAL);

    private final Kind kind;

    QuarantineError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
