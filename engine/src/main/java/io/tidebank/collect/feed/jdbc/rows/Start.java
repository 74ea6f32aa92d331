package io.tidebank.collect.feed.jdbc.rows;

/** Where in a table to begin to read. */
public sealed interface Start {

    /** With its first row. */
    record Beginning() implements Start {}

    /** With the rows of this watermark, whatever their key. */
    record At(String watermark) implements Start {}

    /** With the row that follows the one at this place. */
    record After(Place place) implements Start {}
}
