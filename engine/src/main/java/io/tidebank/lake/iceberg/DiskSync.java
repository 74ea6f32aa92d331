package io.tidebank.lake.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Forces files and the folders that name them onto the disk: without the second, a power cut forgets the first. */
public final class DiskSync {

    /** Enough for the file system to write many files' changes in one go. */
    private static final int AT_ONCE = 16;

    private DiskSync() {}

    /** Forces many files, the folders they lie in, and the folders that name those. */
    public static void files(Collection<Path> files) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path file : files) {
            folders.add(folder(file));
            folders.add(folder(folder(file)));
        }
        all(files, StandardOpenOption.WRITE);
        all(folders, StandardOpenOption.READ);
    }

    /** Makes a folder that a power cut does not take away again. */
    public static void makeFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        makeFolder(folder(path));
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            // Another thread or process was faster, which is as well.
        }
        force(folder(path), StandardOpenOption.READ);
    }

    /** The folder that a file lies in. */
    public static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("A root lies in no folder: " + path);
        }
        return parent;
    }

    /** Forces the names of the folder that a file lies in. */
    static void folderOf(Path path) throws IOException {
        force(folder(path), StandardOpenOption.READ);
    }

    private static void all(Collection<Path> paths, OpenOption mode) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.clamp(paths.size(), 1, AT_ONCE))) {
            List<Future<?>> forced = new ArrayList<>();
            for (Path path : paths) {
                forced.add(pool.submit(() -> forceUnchecked(path, mode)));
            }
            for (Future<?> done : forced) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while files were forced to the disk", e);
        } catch (ExecutionException e) {
            throw new IOException("Files cannot be forced to the disk: " + e.getMessage(), e);
        }
    }

    private static void forceUnchecked(Path path, OpenOption mode) {
        try {
            force(path, mode);
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    private static void force(Path path, OpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
