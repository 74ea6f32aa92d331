package io.tidebank.lake;

import io.tidebank.error.ErrorCode;

/** What can go wrong in the lake. */
public enum LakeError implements ErrorCode {
    /** A brand's name is not one that can be a folder and a namespace. */
    LAKE_BRAND_INVALID(Kind.INVALID),
    /** The rows to write have not the columns of the touch table. */
    LAKE_COLUMNS_WRONG(Kind.INVALID),
    /** A touch lacks a value that every touch has. */
    LAKE_TOUCH_INCOMPLETE(Kind.INVALID),
    /** No such snapshot: never there, or expired. */
    LAKE_SNAPSHOT_NOT_FOUND(Kind.NOT_FOUND),
    /** Another engine left row-level deletes, which are not read here. */
    LAKE_HAS_DELETE_FILES(Kind.CONFLICT),
    /** Another engine changed what was to be replaced. */
    LAKE_CHANGED_MEANWHILE(Kind.CONFLICT),
    /** A commit was sent and no answer came: it may have happened. */
    LAKE_COMMIT_UNKNOWN(Kind.UNKNOWN),
    /** The table's files are known by a path where they no longer lie. */
    LAKE_MOVED(Kind.CONFLICT),
    /** The disk or the catalog failed. */
    LAKE_FAILED(Kind.INTERNAL);

    private final Kind kind;

    LakeError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
