package io.tidebank.brand.home;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes and empties folders of a home. */
public final class Folders {

    private Folders() {}

    public static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed("Folder %s cannot be made: %s", folder, e);
        }
    }

    /** Deletes a folder with all that is in it; nothing happens if it is not there. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw failed("Folder %s cannot be deleted: %s", folder, e);
        }
    }

    /** What lies directly in a folder; nothing if it is not there. */
    public static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw failed("Folder %s cannot be read: %s", folder, e);
        }
    }

    private static TidebankException failed(String message, Path folder, IOException e) {
        return new TidebankException(BrandError.HOME_FAILED, message.formatted(folder, e.getMessage()), e);
    }
}
