package io.tidebank.collect;

import io.tidebank.error.ErrorCode;

/** What can go wrong with an import as a whole. */
public enum ImportError implements ErrorCode {
    /** No file was named. */
    IMPORT_EMPTY(Kind.INVALID),
    /** No import of that id. */
    IMPORT_NOT_FOUND(Kind.NOT_FOUND),
    /** The import is not in a state in which that can be done. */
    IMPORT_NOT_COMMITTED(Kind.CONFLICT),
    /** Lines of orders that the lake knows as one line each: they would count twice. */
    ORDERS_WITHOUT_LINES(Kind.CONFLICT),
    /** Files of one import tell of the same cost. */
    IMPORT_COSTS_OVERLAP(Kind.INVALID),
    /** The mapping fits hardly any row of a file. */
    IMPORT_MISFITS(Kind.INVALID),
    /** The application tables cannot be read or written. */
    IMPORT_STORE_FAILED(Kind.INTERNAL);

    private final Kind kind;

    ImportError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
