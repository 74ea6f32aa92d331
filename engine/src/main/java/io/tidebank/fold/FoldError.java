package io.tidebank.fold;

import io.tidebank.error.ErrorCode;

/** What can go wrong while folding. */
public enum FoldError implements ErrorCode {
    /** The folds ask for more than one scan can carry. */
    FOLD_TOO_WIDE(Kind.INVALID),
    /** The work was cancelled; nothing has changed. */
    FOLD_CANCELLED(Kind.CANCELLED),
    /** A state file is damaged; a full refresh rebuilds it. */
    STATE_BROKEN(Kind.INTERNAL),
    /** A state file cannot be written, as when the disk is full; nothing has changed. */
    STATE_NOT_WRITTEN(Kind.CONFLICT),
    /** So many consumers have late touches that to begin anew takes less; nothing has changed. */
    TOO_MANY_LATE(Kind.INTERNAL),
    /** The scan failed. */
    SCAN_FAILED(Kind.INTERNAL);

    private final Kind kind;

    FoldError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
