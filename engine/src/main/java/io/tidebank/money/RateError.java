package io.tidebank.money;

import io.tidebank.error.ErrorCode;

/** What can go wrong with exchange rates. */
public enum RateError implements ErrorCode {
    /** A file is not one of rates, or some of its lines are not. */
    RATES_INVALID(Kind.INVALID),
    /** The disk does not do what it should. */
    RATES_FAILED(Kind.INTERNAL);

    private final Kind kind;

    RateError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
