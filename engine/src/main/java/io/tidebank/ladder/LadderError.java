package io.tidebank.ladder;

import io.tidebank.error.ErrorCode;

/** What can go wrong with ladders. */
public enum LadderError implements ErrorCode {
    /** The ladder's file is not right; the message names file, line and field. */
    LADDER_INVALID(Kind.INVALID),
    /** No such ladder. */
    LADDER_NOT_FOUND(Kind.NOT_FOUND),
    /** Nothing has been refreshed yet. */
    STAGES_NOT_BUILT(Kind.CONFLICT);

    private final Kind kind;

    LadderError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
