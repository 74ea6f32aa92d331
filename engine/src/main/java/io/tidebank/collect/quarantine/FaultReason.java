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
