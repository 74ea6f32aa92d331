package io.tidebank.collect.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at a journal's files, whatever the journal says. */
final class DiskUse {

    private DiskUse() {}

    static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    static long of(Path folder, String ending) throws IOException {
        long bytes = 0;
        for (Path file : files(folder, ending)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    static void copy(Path folder, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(folder, "")) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    /** Whether any file has these bytes in it. */
    static boolean holds(Path folder, String text) throws IOException {
        for (Path file : files(folder, "")) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }
}
