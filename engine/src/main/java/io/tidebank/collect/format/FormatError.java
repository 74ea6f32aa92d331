package io.tidebank.collect.format;

import io.tidebank.error.ErrorCode;

/** What can be wrong with a file before a single row of it is understood. */
public enum FormatError implements ErrorCode {
    /** The file is not there. */
    FILE_NOT_FOUND(Kind.NOT_FOUND),
    /** The file is there, but cannot be read to its end. */
    FILE_UNREADABLE(Kind.INVALID),
    /** The file has no rows. */
    FILE_EMPTY(Kind.INVALID),
    /** The text is in no encoding that is known. */
    ENCODING_UNKNOWN(Kind.INVALID),
    /** The file is of a kind that cannot be imported. */
    FORMAT_UNKNOWN(Kind.INVALID),
    /** The archive holds more files, or unpacks to more, than the limits allow. */
    ARCHIVE_TOO_LARGE(Kind.INVALID),
    /** No room on the disk for the unpacked file. */
    SCRATCH_FULL(Kind.CONFLICT);

    private final Kind kind;

    FormatError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
