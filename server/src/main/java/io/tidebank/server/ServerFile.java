package io.tidebank.server;

import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** {@code run/server.json}: how the command line finds the server that owns a home. Its owner alone may read it. */
public final class ServerFile {

    private static final int PATIENCE_MILLIS = 1_000;

    private final Path path;
    private final Entry entry;

    private ServerFile(Path path, Entry entry) {
        this.path = path;
        this.entry = entry;
    }

    /**
     * What the file says.
     *
     * @param port on the loopback address
     * @param token for the Authorization header
     * @param pid the server's process
     * @param started when it began, ms since 1970; 0 where the system does not say
     */
    public record Entry(int port, String token, long pid, long started) {

        private static Entry here(int port, LocalToken token) {
            ProcessHandle own = ProcessHandle.current();
            return new Entry(port, token.value(), own.pid(), started(own));
        }

        /** The server's process still runs; another that was given its number later does not count. */
        private boolean runs() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> started(process) == started)
                    .isPresent();
        }

        /** Something listens there. A process that was killed is there for a moment longer than its port. */
        private boolean listens() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
                return true;
            } catch (SocketTimeoutException _) {
                // Too busy to answer is not gone.
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        private static long started(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }

        public String url() {
            return "http://127.0.0.1:" + port;
        }

        /** Whether this is its address, by number or as localhost. */
        public boolean isAt(String address) {
            String rest = address.replaceAll("/+$", "");
            return rest.equalsIgnoreCase(url()) || rest.equalsIgnoreCase("http://localhost:" + port);
        }

        /** The token hidden, so that no log shows it. */
        @Override
        public String toString() {
            return "Entry[port=%d, pid=%d]".formatted(port, pid);
        }
    }

    /**
     * The server that owns the home, if one runs. A file left behind by a process that is gone counts for nothing: the home
     * is free then, or will be in a moment.
     */
    public static Optional<Entry> find(Path home) {
        Path path = at(home);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(WireJson.mapper().readValue(path, Entry.class))
                    .filter(Entry::runs)
                    .filter(Entry::listens);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    static ServerFile write(Path home, int port, LocalToken token) {
        Path path = at(home);
        Entry entry = Entry.here(port, token);
        try {
            Files.createDirectories(path.getParent());
            Path next = Files.createTempFile(path.getParent(), "server", ".json", ownerOnly());
            Files.writeString(next, WireJson.mapper().writeValueAsString(entry));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TidebankException(
                    ServerError.SERVER_FILE_UNWRITABLE, "Cannot write %s: %s".formatted(path, e), e);
        }
        return new ServerFile(path, entry);
    }

    /** Where programs on this machine reach the server. */
    String url() {
        return entry.url();
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // A file left behind names a process that is gone, and is ignored for that.
            return;
        }
    }

    private static Path at(Path home) {
        return home.resolve("run").resolve("server.json");
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
