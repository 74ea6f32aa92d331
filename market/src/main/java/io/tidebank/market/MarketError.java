package io.tidebank.market;

import io.tidebank.error.ErrorCode;

/** What can go wrong while a market is made. */
public enum MarketError implements ErrorCode {
    /** The settings make no market. */
    MARKET_SETTINGS_INVALID(Kind.INVALID),
    /** The folder holds something already. */
    MARKET_FOLDER_NOT_EMPTY(Kind.CONFLICT),
    /** The work was cancelled; nothing is left of it. */
    MARKET_CANCELLED(Kind.CONFLICT),
    /** The disk refused. */
    MARKET_NOT_WRITTEN(Kind.INTERNAL);

    private final Kind kind;

    MarketError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
