package io.tidebank.brand.home;

import io.tidebank.error.ErrorCode;

/** What can go wrong with homes and brands. */
public enum BrandError implements ErrorCode {
    /** There is no home here yet. */
    HOME_MISSING(Kind.NOT_FOUND),
    /** Another process has the home open. */
    HOME_IN_USE(Kind.CONFLICT),
    /** The home's configuration cannot be understood. */
    HOME_INVALID(Kind.INVALID),
    /** The home was written by a later version. */
    HOME_TOO_NEW(Kind.CONFLICT),
    /** The home's disk does not do what it should. */
    HOME_FAILED(Kind.INTERNAL),
    /** No such brand, or none named where there are several. */
    BRAND_NOT_FOUND(Kind.NOT_FOUND),
    /** There is a brand of this name already. */
    BRAND_EXISTS(Kind.CONFLICT),
    /** A name, zone or currency that cannot be. */
    BRAND_INVALID(Kind.INVALID),
    /** Nothing has been imported yet. */
    BRAND_EMPTY(Kind.CONFLICT),
    /** A date or period that cannot be answered for. */
    PERIOD_INVALID(Kind.INVALID),
    /** No such consumer. */
    CONSUMER_NOT_FOUND(Kind.NOT_FOUND),
    /** Costs are not summed by that. */
    COSTS_BY_UNKNOWN(Kind.INVALID),
    /** An answer with more rows than can be handed over. */
    QUERY_TOO_LARGE(Kind.INVALID),
    /** A question that takes longer than it may. */
    QUERY_TOO_SLOW(Kind.INVALID),
    /** Only a single SELECT may be asked. */
    QUERY_REFUSED(Kind.INVALID);

    private final Kind kind;

    BrandError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
