package io.tidebank.collect.mapping;

/** Personal values that are only ever kept as a keyed hash. */
public enum PersonalKind {
    PHONE,
    EMAIL,
    NAME,
    ADDRESS
}
