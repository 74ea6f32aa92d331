package io.tidebank.collect.session;

import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.plan.BoundFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies the first records of a delimited text, whole ones and those that cannot be cut into columns. */
final class FirstRecords {

    /** Of records that are longer than this on average fewer are copied. */
    private static final int BYTES_PER_RECORD = 4_000;

    private FirstRecords() {}

    /** @param records at most so many behind the names of the columns */
    static void copy(BoundFile bound, int records, Path target) throws IOException {
        SourceFile file = bound.file();
        long most = 2L * RecordEnds.LONGEST_RECORD + (long) records * BYTES_PER_RECORD;
        try (InputStream content = file.compression().unpack(Files.newInputStream(file.readable()));
                OutputStream out = Files.newOutputStream(target)) {
            byte[] head = content.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8));
            boolean isCut = content.read() >= 0;
            MemorySegment text = MemorySegment.ofArray(head);
            RecordEnds ends = new RecordEnds(text, file.dialect().delimiter());
            out.write(head, 0, (int) length(ends, text, records + (bound.hasHeader() ? 1 : 0), isCut));
        }
    }

    /** Up to the end of the last of them; a record that the text is cut off in is none. */
    private static long length(RecordEnds ends, MemorySegment text, long records, boolean isCut) {
        long found = 0;
        long start = 0;
        while (found < records && start < text.byteSize()) {
            long whole = ends.ofRecord(start);
            long end = whole < 0 ? ends.ofLine(start) : whole;
            if (end == text.byteSize() && isCut) {
                return start;
            }
            found += end > start ? 1 : 0;
            start = end + 1;
        }
        return Math.min(start, text.byteSize());
    }
}
