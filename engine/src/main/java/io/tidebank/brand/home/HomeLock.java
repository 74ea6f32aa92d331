package io.tidebank.brand.home;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a home for this process: DuckDB and the state have one owner at a time. The system frees it if we die. */
public final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    public static HomeLock take(Path home) {
        Path file = home.resolve("run").resolve("lock");
        try {
            Files.createDirectories(home.resolve("run"));
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String owner = owner(channel);
                channel.close();
                throw new TidebankException(
                        BrandError.HOME_IN_USE,
                        "Home %s is in use by process %s. Wait for it, or stop it; a running server can be asked instead"
                                .formatted(home, owner));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new TidebankException(
                    BrandError.HOME_FAILED, "Home %s cannot be locked: %s".formatted(home, e.getMessage()), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            // The first bytes stay readable for whoever finds the home taken.
            return channel.tryLock(1 << 20, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        return text.isBlank() ? "unknown" : text;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new TidebankException(BrandError.HOME_FAILED, "A home's lock cannot be freed", e);
        }
    }
}
