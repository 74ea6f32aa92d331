package io.tidebank.collect.session;

import io.tidebank.collect.format.Dialect;

/** Where in a record of delimited text a reader stands, as DuckDB cuts it: blanks around quotes do not count. */
enum RecordState {
    COLUMN_START,
    PLAIN,
    QUOTED,
    /** A quote inside quotes: the end of them, or the first of two that mean one. */
    QUOTE_SEEN,
    /** Blanks behind the closing quote. */
    CLOSED,
    /** Text behind a closing quote: the record is broken, up to the end of its line. */
    STRAY;

    static boolean isLineBreak(int b) {
        return b == '\n' || b == '\r';
    }

    RecordState next(int b, int delimiter) {
        return switch (this) {
            case COLUMN_START -> {
                if (b == Dialect.QUOTE) {
                    yield QUOTED;
                }
                yield b == ' ' && delimiter != ' ' ? COLUMN_START : unquoted(b, delimiter);
            }
            case PLAIN -> unquoted(b, delimiter);
            case QUOTED -> b == Dialect.QUOTE ? QUOTE_SEEN : QUOTED;
            case QUOTE_SEEN -> b == Dialect.QUOTE ? QUOTED : closed(b, delimiter);
            case CLOSED -> closed(b, delimiter);
            case STRAY -> STRAY;
        };
    }

    private static RecordState unquoted(int b, int delimiter) {
        return b == delimiter ? COLUMN_START : PLAIN;
    }

    private static RecordState closed(int b, int delimiter) {
        if (b == delimiter) {
            return COLUMN_START;
        }
        return b == ' ' ? CLOSED : STRAY;
    }
}
