package io.tidebank.collect.quarantine;

/** Why a row is in quarantine. */
public enum FaultReason {
    /** The record cannot be cut into the file's columns. */
    BROKEN_RECORD("cannot be cut into columns"),
    BAD_TIME("is no time by the mapping's patterns"),
    BAD_NUMBER("is no number"),
    MISSING_VALUE("is empty and needed"),
    IN_THE_FUTURE("lies more than 24 hours in the future"),
    /** Sales would go up by it; a refund's own row says how much was paid back. */
    NEGATIVE_REFUND("is below zero, and a refund is a positive amount"),
    /** The value gives no kind of touch. */
    UNKNOWN_KIND("gives no known kind of touch"),
    /** The row of another file that belongs to this one is not there. */
    MISSING_LOOKUP("is not in the file it refers to");

    private final String text;

    FaultReason(String text) {
        this.text = text;
    }

    /** The rest of a sentence that begins with the column. */
    public String text() {
        return text;
    }
}
