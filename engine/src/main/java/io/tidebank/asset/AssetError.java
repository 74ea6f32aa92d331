package io.tidebank.asset;

import io.tidebank.error.ErrorCode;

/** What can keep an asset value from being told. */
public enum AssetError implements ErrorCode {
    /** There are not yet two month ends, or no full month, to learn from. */
    ASSET_HISTORY_MISSING(Kind.CONFLICT),
    /** The derived tables that the value is computed from are not there. */
    ASSET_TABLES_MISSING(Kind.CONFLICT),
    /** A horizon or discount makes no sense. */
    ASSET_SETTINGS_INVALID(Kind.INVALID),
    /** Rates or counts do not describe a ladder's moves. */
    ASSET_INPUT_INVALID(Kind.INVALID),
    /** Someone never leaves and nothing is discounted: the sum has no end. */
    ASSET_VALUE_UNBOUNDED(Kind.INVALID);

    private final Kind kind;

    AssetError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
