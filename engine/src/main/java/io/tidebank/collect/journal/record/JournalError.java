package io.tidebank.collect.journal.record;

import io.tidebank.error.ErrorCode;

/** What can go wrong in a journal. */
public enum JournalError implements ErrorCode {
    /** An event is not one that the touch table can hold. */
    JOURNAL_EVENT_INVALID(Kind.INVALID),
    /** One batch is larger than a batch may be. */
    JOURNAL_BATCH_TOO_LARGE(Kind.INVALID),
    /** The journal is closed, or being closed. */
    JOURNAL_CLOSED(Kind.CONFLICT),
    /** The disk does not take anything at present; the journal tries again by itself. */
    JOURNAL_UNAVAILABLE(Kind.INTERNAL),
    /** A write got an error for an answer: it may be on the disk. To send the same events again is safe. */
    JOURNAL_WRITE_UNKNOWN(Kind.UNKNOWN),
    /** What is on the disk is not what was written. */
    JOURNAL_DAMAGED(Kind.INTERNAL),
    /** A newer Tidebank wrote it. */
    JOURNAL_TOO_NEW(Kind.CONFLICT),
    /** The lake has taken from another journal since this one was last used. */
    JOURNAL_FOREIGN(Kind.CONFLICT),
    /** The lake is older than what this journal has given away. */
    JOURNAL_AHEAD_OF_LAKE(Kind.CONFLICT),
    /** The journal's native library or folder cannot be used. */
    JOURNAL_FAILED(Kind.INTERNAL);

    private final Kind kind;

    JournalError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
