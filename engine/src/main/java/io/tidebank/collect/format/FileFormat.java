package io.tidebank.collect.format;

/** The formats that touches are imported from. */
public enum FileFormat {
    DELIMITED,
    JSON_LINES,
    PARQUET,
    EXCEL
}
