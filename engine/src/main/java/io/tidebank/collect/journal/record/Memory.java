package io.tidebank.collect.journal.record;

/** Where the key of an event is remembered. */
public enum Memory {

    /** With most others: the more come, the sooner the oldest are forgotten. */
    SHARED,

    /** Where only keys of its own kind push it out: of what is told again for weeks, as an order is. */
    RESERVED
}
