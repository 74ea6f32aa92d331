package io.tidebank.collect.session;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Where records of a delimited text end, whose quotes may hold line breaks or may not match. */
final class RecordEnds {

    /** What DuckDB takes as the longest record; a quote that is still open behind it counts as never closed. */
    static final int LONGEST_RECORD = 2_000_000;

    private final MemorySegment text;
    private final int delimiter;

    RecordEnds(MemorySegment text, int delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** The line break behind a record, or the end of the text; −1 if its quotes do not match. */
    long ofRecord(long start) {
        RecordState state = RecordState.COLUMN_START;
        for (long at = start; at < text.byteSize(); at++) {
            int b = text.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            if (state != RecordState.QUOTED && RecordState.isLineBreak(b)) {
                return at;
            }
            state = state.next(b, delimiter);
            if (state == RecordState.STRAY || (state == RecordState.QUOTED && at - start > LONGEST_RECORD)) {
                return -1;
            }
        }
        return state == RecordState.QUOTED ? -1 : text.byteSize();
    }

    /** The line break behind a line, or the end of the text. */
    long ofLine(long start) {
        long at = start;
        while (at < text.byteSize() && !RecordState.isLineBreak(text.get(ValueLayout.JAVA_BYTE, at) & 0xff)) {
            at++;
        }
        return at;
    }
}
