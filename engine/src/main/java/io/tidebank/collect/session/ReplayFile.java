package io.tidebank.collect.session;

import io.tidebank.collect.quarantine.BadFile;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.QuarantineError;
import io.tidebank.error.TidebankException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw texts of bad rows in a file, one record after the other.
 *
 * @param offsets the byte at which each record starts
 */
public record ReplayFile(Path path, List<Long> offsets) {

    /** Whether a text is one record of a file, no more and no less, so that those beside it keep their places. */
    public static boolean isOneRecord(String text, BadFile file) {
        if (text.isBlank() || text.chars().noneMatch(RecordState::isLineBreak)) {
            return !text.isBlank();
        }
        MemorySegment bytes = MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
        return !file.json() && new RecordEnds(bytes, file.delimiter()).ofRecord(0) == bytes.byteSize();
    }

    /** Writes them. */
    public static ReplayFile write(Path path, List<BadRow> rows) {
        List<Long> offsets = new ArrayList<>();
        long offset = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            for (BadRow row : rows) {
                byte[] record = (row.raw() + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(record);
                offsets.add(offset);
                offset += record.length;
            }
        } catch (IOException e) {
            throw new TidebankException(
                    QuarantineError.QUARANTINE_FAILED, "Rows cannot be written to %s".formatted(path), e);
        }
        return new ReplayFile(path, offsets);
    }
}
