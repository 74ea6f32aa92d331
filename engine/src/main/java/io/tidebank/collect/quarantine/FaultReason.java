package io.tidebank.collect.quarantine;

/** Why a row is in quarantine. */
public enum FaultReason {
    /** The record cannot be cut into the file's columns. */
    BROKEN_RECORD("cannot be cut into columns"),
    BAD_TIME("is no time by the mapping's patterns"),
    BAD_NUMBER("is no number"),
    MISSING_VALUE("is empty and needed"),
    /** What is paid back is written without a sign. */
    NEGATIVE_REFUND("is negative, and a refund is written as a positive amount"),
    IN_THE_FUTURE("lies more than 24 hours in the future"),
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
