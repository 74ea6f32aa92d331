package io.tidebank.market.draft;

/** What is wrong with a row on purpose. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** The same touch, sent once more. */
    DUPLICATE,
    /** It says that it happens years from now. */
    FUTURE,
    /** A kind that no vocabulary has. */
    UNKNOWN_KIND,
    /** A refund below zero. */
    NEGATIVE_REFUND,
    /** No touch id. */
    EMPTY_TOUCH_ID
}
