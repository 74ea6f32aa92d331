package io.tidebank.collect.format;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder for unpacked and re-encoded files, gone when closed. */
public final class Scratch implements AutoCloseable {

    private final Path folder;
    private int files;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** A new folder inside the given one. */
    public static Scratch in(Path parent) {
        try {
            Files.createDirectories(parent);
            return new Scratch(Files.createTempDirectory(parent, "import-"));
        } catch (IOException e) {
            throw broken(parent, e);
        }
    }

    /** A path that nothing uses yet. */
    public Path file(String extension) {
        return folder.resolve(files++ + extension);
    }

    /** What a failure to write there is to be told as. */
    public static TidebankException broken(Path path, IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean full = message.toLowerCase(Locale.ROOT).contains("no space");
        return new TidebankException(
                full ? FormatError.SCRATCH_FULL : FormatError.FILE_UNREADABLE,
                full
                        ? "The disk of %s is full: free some space, or set another scratch folder".formatted(path)
                        : "%s: %s".formatted(path, message),
                e);
    }

    @Override
    public void close() {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }
}
