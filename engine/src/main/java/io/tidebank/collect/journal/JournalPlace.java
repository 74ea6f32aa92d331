package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Where a journal lies and what it lives by.
 *
 * @param folder its folder
 * @param libraries where RocksDB's native library is unpacked, once
 * @param clock tells the time
 * @param freeDisk tells how many bytes of disk are free
 * @param memory that it shares with the home's other journals
 */
public record JournalPlace(Path folder, Path libraries, Clock clock, LongSupplier freeDisk, RocksMemory memory) {

    /** The journal of a brand in a home. */
    public static JournalPlace of(Path home, String brand, Clock clock, RocksMemory memory) {
        Path folder = home.resolve("journal").resolve(brand);
        return new JournalPlace(folder, home.resolve("run").resolve("native"), clock, () -> free(home), memory);
    }

    /** What the texts of its bad events are bound to. */
    String name() {
        return "journal " + folder.getFileName();
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new TidebankException(
                    JournalError.JOURNAL_FAILED,
                    "Nobody can say how much disk is free at %s: %s".formatted(folder, e.getMessage()),
                    e);
        }
    }
}
