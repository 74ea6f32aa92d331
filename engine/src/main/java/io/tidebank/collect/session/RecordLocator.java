package io.tidebank.collect.session;

import io.tidebank.collect.format.FileFormat;
import io.tidebank.collect.format.FormatError;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.error.TidebankException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * Finds the physical line and the raw text of some records of a delimited or JSON lines file. DuckDB numbers only the
 * records that it could cut into columns, and a quoted column may hold line breaks; so this walks the file once, aware
 * of quotes, and counts.
 */
final class RecordLocator {

    /**
     * Where a record stands.
     *
     * @param ordinal its number among the records that could be cut into columns, from 0; −1 for one that could not
     * @param offset the byte at which it starts, from 0
     * @param line the physical line on which it starts, from 1; the sheet's row for Excel
     * @param raw its text, without the line break
     */
    record Place(long ordinal, long offset, long line, String raw) {}

    /** Which records somebody looks for, in the order of the file. */
    interface Search {

        /** The number of the next one among the whole records; {@link Long#MAX_VALUE} if there is none. */
        long nextWhole();

        /** Whether the record at a byte, from 0, could not be cut into columns: such are always looked for. */
        boolean isBroken(long offset);

        void found(Place place);
    }

    private static final int CHUNK = 1 << 16;
    private static final int END = -1;

    private final SourceFile file;
    private final boolean quotes;
    private final Search search;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

    private long record;
    private long ordinal;
    private long line = 1;
    private long offset;

    private RecordLocator(SourceFile file, boolean hasHeader, Search search) {
        this.file = file;
        this.quotes = file.format() != FileFormat.JSON_LINES;
        this.search = search;
        this.ordinal = hasHeader ? -1 : 0;
    }

    /** Goes through a file once and hands over what is looked for as it comes. */
    static void locate(SourceFile file, boolean hasHeader, Search search) {
        RecordLocator locator = new RecordLocator(file, hasHeader, search);
        try (InputStream packed = Files.newInputStream(file.readable());
                InputStream content = new BufferedInputStream(file.compression().unpack(packed), CHUNK)) {
            locator.walk(content);
        } catch (IOException e) {
            throw new TidebankException(
                    FormatError.FILE_UNREADABLE, "%s changed while it was read".formatted(file.name()), e);
        }
    }

    private void walk(InputStream content) throws IOException {
        int b = read(content);
        if (b == 0xef) {
            read(content);
            read(content);
            b = read(content);
        }
        while (b != END) {
            long start = offset - 1;
            long startLine = line;
            raw.reset();
            b = record(content, b);
            finish(start, startLine);
        }
    }

    /** Reads one record; answers the first byte of the next. */
    private int record(InputStream content, int first) throws IOException {
        RecordState state = RecordState.COLUMN_START;
        int b = first;
        while (b != END && (state == RecordState.QUOTED || !RecordState.isLineBreak(b))) {
            raw.write(b);
            line += b == '\n' ? 1 : 0;
            state = quotes ? state.next(b, file.dialect().delimiter()) : state;
            b = read(content);
        }
        return afterLineBreak(content, b);
    }

    private int afterLineBreak(InputStream content, int lineBreak) throws IOException {
        if (lineBreak == END) {
            return END;
        }
        line++;
        int next = read(content);
        return lineBreak == '\r' && next == '\n' ? read(content) : next;
    }

    private void finish(long start, long startLine) {
        if (raw.size() == 0) {
            return;
        }
        boolean isBroken = search.isBroken(start);
        if (isBroken || ordinal == search.nextWhole()) {
            long shown = file.format() == FileFormat.EXCEL ? file.sheet().rows().get((int) record) : startLine;
            search.found(new Place(isBroken ? -1 : ordinal, start, shown, raw.toString(StandardCharsets.UTF_8)));
        }
        record++;
        ordinal += isBroken ? 0 : 1;
    }

    private int read(InputStream content) throws IOException {
        offset++;
        return content.read();
    }
}
