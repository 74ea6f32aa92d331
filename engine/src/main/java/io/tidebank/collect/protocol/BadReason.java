package io.tidebank.collect.protocol;

/** Why an event was put aside. */
public enum BadReason {
    /** The event or one of its parts is of another type than it has to be. */
    WRONG_TYPE("is of the wrong type"),
    UNKNOWN_TYPE("is no type of call"),
    MISSING_VALUE("is needed and not there"),
    /** Identifiers that cannot be kept as sent: too long, or not text. */
    BAD_IDENTIFIER("is no identifier: longer than 1,000 characters, or with broken or control characters"),
    BAD_TIME("is no time"),
    IN_THE_FUTURE("lies too far in the future"),
    BAD_NUMBER("is no number that can be kept"),
    NEGATIVE_AMOUNT("is negative, and money is written as a positive amount"),
    BAD_CURRENCY("is no currency"),
    EVENT_TOO_LARGE("is larger than an event may be"),
    /** Each line repeats what they have in common: together they would be far larger than the event. */
    TOO_MANY_LINES("has more than 500 lines, or lines that repeat more than 1 MB"),
    NAME_TOO_LONG("is longer than 200 characters"),
    NAME_NOT_ALLOWED("is not on the source's list of allowed names"),
    PLAN_BROKEN("is not as the tracking plan says");

    private final String text;

    BadReason(String text) {
        this.text = text;
    }

    /** The rest of a sentence that begins with the field. */
    public String text() {
        return text;
    }
}
