package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native library, unpacked into a folder once. Left to itself RocksDB writes it to the system's temporary folder
 * at every start.
 */
final class RocksLibrary {

    private static boolean loaded;

    private RocksLibrary() {}

    /** Loads it into this process, unless it is there. */
    static synchronized void load(Path folder) {
        if (loaded) {
            return;
        }
        String name = Environment.getJniLibraryFileName("rocksdb");
        try {
            URL packed = RocksDB.class.getClassLoader().getResource(name);
            if (packed == null) {
                throw new IOException("there is none for this machine");
            }
            // The name that RocksDB looks for in a folder is not the one in its jar.
            Path library = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
            if (!Files.exists(library)
                    || Files.size(library) != packed.openConnection().getContentLengthLong()) {
                unpack(packed, library);
            }
            RocksDB.loadLibrary(List.of(folder.toString()));
            loaded = true;
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new TidebankException(
                    JournalError.JOURNAL_FAILED,
                    "RocksDB's library %s cannot be used in %s: %s".formatted(name, folder, e.getMessage()),
                    e);
        }
    }

    /** Written beside and then moved: another process never sees half of it. */
    private static void unpack(URL packed, Path library) throws IOException {
        Path folder = Files.createDirectories(library.resolveSibling(".").normalize());
        Path fresh = Files.createTempFile(folder, "rocksdb", ".new");
        try (InputStream bytes = packed.openStream()) {
            Files.copy(bytes, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
