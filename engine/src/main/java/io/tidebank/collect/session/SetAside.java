package io.tidebank.collect.session;

import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.quarantine.FaultReason;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines of a delimited text whose quotes do not match. A quote that is never closed would swallow every row behind it, so
 * its line alone is put aside and reading goes on with the next: in a copy such lines are written over with a text that
 * is one column, byte for byte, so that they are still there, still broken, and every other record stays where it was.
 *
 * @param file the file with the copy as what is read; the file itself if all its quotes match
 * @param lines the lines by the byte offset at which they start
 */
record SetAside(BoundFile file, Map<Long, Line> lines) {

    private static final byte FILLER = 'x';

    SetAside {
        lines = Map.copyOf(lines);
    }

    /** A line as it stood in the file. */
    record Line(FaultReason reason, String raw) {}

    static SetAside nothing(BoundFile file) {
        return new SetAside(file, Map.of());
    }

    /** Looks through a whole file. One column alone needs no separator, so there a line cannot be made to be broken. */
    static SetAside of(BoundFile bound, Path copy) throws IOException {
        SourceFile file = bound.file();
        if (file.dialect().columns() < 2) {
            return nothing(bound);
        }
        try (InputStream content = file.compression().unpack(Files.newInputStream(file.readable()))) {
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment text = channel.map(MapMode.READ_WRITE, 0, channel.size(), arena);
            Map<Long, Line> lines = new Search(text, file.dialect().delimiter()).run();
            return lines.isEmpty() ? nothing(bound) : new SetAside(bound.readFrom(copy), lines);
        }
    }

    /** One way through the text. */
    private static final class Search {

        private final MemorySegment text;
        private final RecordEnds ends;
        private final int delimiter;
        private final Map<Long, Line> lines = new HashMap<>();

        Search(MemorySegment text, int delimiter) {
            this.text = text;
            this.ends = new RecordEnds(text, delimiter);
            this.delimiter = delimiter;
        }

        Map<Long, Line> run() {
            long start = 0;
            while (start < text.byteSize()) {
                long end = ends.ofRecord(start);
                start = 1 + (end < 0 ? putAside(start) : end);
            }
            return lines;
        }

        /** Writes over one line and answers where it ends. */
        private long putAside(long start) {
            RecordState state = RecordState.COLUMN_START;
            long end = start;
            while (end < text.byteSize()) {
                int b = text.get(ValueLayout.JAVA_BYTE, end) & 0xff;
                if (RecordState.isLineBreak(b)) {
                    break;
                }
                state = state.next(b, delimiter);
                end++;
            }
            boolean stray = state == RecordState.STRAY;
            String raw =
                    new String(text.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
            lines.put(start, new Line(stray ? FaultReason.STRAY_QUOTE : FaultReason.UNCLOSED_QUOTE, raw));
            text.asSlice(start, end - start).fill(FILLER);
            return end;
        }
    }
}
