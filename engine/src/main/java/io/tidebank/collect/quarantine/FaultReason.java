package io.tidebank.collect.quarantine;

/** Why a row is in quarantine. */
public enum FaultReason {
    /** A quote that nothing closes would swallow the rows behind it: its line alone is put aside. */
    UNCLOSED_QUOTE("opens a quote that is never closed"),
    /** Inside a quoted column quotes are doubled; this one was not, or was not meant as a quote. */
    STRAY_QUOTE("has text behind a closing quote"),
    TOO_FEW_COLUMNS("has fewer columns than the first record"),
    TOO_MANY_COLUMNS("has more columns than the first record"),
    RECORD_TOO_LONG("is longer than 2 MB"),
    NOT_UTF8("holds bytes that are not UTF-8"),
    NOT_JSON("is no JSON object"),
    /** Whatever else keeps a record from being cut into the file's columns. */
    BROKEN_RECORD("cannot be cut into columns"),
    BAD_TIME("is no time by the mapping's patterns, or lies before 1900"),
    BAD_NUMBER("is no number"),
    /** A spreadsheet took an id for a number: several may have become this one. */
    ROUNDED_ID("was rounded by a spreadsheet: export again with this column as text"),
    /** An amount says by its sign or code that it is of another currency than the mapping says. */
    OTHER_CURRENCY("is of another currency than the mapping says"),
    MISSING_VALUE("is empty and needed"),
    /** What is paid back is written without a sign. */
    NEGATIVE_REFUND("is negative, and a refund is written as a positive amount"),
    IN_THE_FUTURE("lies too far in the future"),
    /** Of a live event: further back than the brand's limit. */
    TOO_OLD("lies further back than limits.past_days says"),
    /** The value gives no kind of touch. */
    UNKNOWN_KIND("gives no known kind of touch"),
    // of costs
    /** A cost needs to be known by where its ads stood. */
    BAD_TOUCHPOINT("is no touchpoint: a dotted path without blanks, its family first, such as search_ad.baidu"),
    UNMATCHED("does not meet the mapping's condition for a cost"),
    BAD_COUNT("is no count: a whole number, 0 or more"),
    // of live events
    /** The event or one of its parts is of another type than it has to be. */
    WRONG_TYPE("is of the wrong type"),
    UNKNOWN_TYPE("is no type of call"),
    /** Identifiers that cannot be kept as sent: too long, or not text. */
    BAD_IDENTIFIER("is no identifier: longer than 1,000 characters, or with broken or control characters"),
    NEGATIVE_AMOUNT("is negative, and money is written as a positive amount"),
    BAD_CURRENCY("is no currency"),
    EVENT_TOO_LARGE("is larger than an event may be"),
    BEYOND_MEASURE("is nested too deep, or has a name or a number beyond measure"),
    /** Each line repeats what they have in common: together they would be far larger than the event. */
    TOO_MANY_LINES("has more than 500 lines, or lines that repeat more than 1 MB"),
    NAME_TOO_LONG("is longer than 200 characters"),
    NAME_NOT_ALLOWED("is not on the source's list of allowed names"),
    PLAN_BROKEN("is not as the tracking plan says"),
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
