package io.tidebank.lake.iceberg;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Forces files and the folders that name them onto the disk. */
public final class DiskSync {

    private DiskSync() {}

    /** Forces a file's bytes. */
    public static void file(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the names of the folder that a file lies in. */
    public static void folderOf(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(folder(path), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The folder that a file lies in. */
    public static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("A root is not a file: " + path);
        }
        return parent;
    }
}
