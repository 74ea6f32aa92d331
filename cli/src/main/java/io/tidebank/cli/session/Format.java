package io.tidebank.cli.session;

/** How answers are printed. The constants are what a user types. */
public enum Format {
    /** Pictures and tables for people. */
    table,
    /** The contract for programs: brand, as_of, columns, rows. */
    json,
    /** A header line and the bare values. */
    csv
}
