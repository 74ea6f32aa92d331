package io.tidebank.collect.mapping;

import io.tidebank.error.ErrorCode;

/** What can be wrong with a mapping, or between a mapping and the files it is used on. */
public enum MappingError implements ErrorCode {
    /** The mapping file has faults; the message lists them with their lines. */
    MAPPING_INVALID(Kind.INVALID),
    /** A file does not have the columns that the mapping needs. */
    MAPPING_MISMATCH(Kind.INVALID),
    /** A mapping of several files lacks one of them. */
    MAPPING_INPUT_MISSING(Kind.INVALID),
    /** No preset knows the file, and nothing could be proposed from its columns. */
    MAPPING_UNKNOWN(Kind.INVALID),
    /** A mapping is not written over what is there already, or cannot be written there. */
    MAPPING_NOT_SAVED(Kind.INVALID);

    private final Kind kind;

    MappingError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
