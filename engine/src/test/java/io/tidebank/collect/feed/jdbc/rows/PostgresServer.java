package io.tidebank.collect.feed.jdbc.rows;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL of this machine with its own data and port, for the time of the tests. It is Debian's package
 * {@code postgresql} ({@code ./verify} installs it), or whatever has {@code initdb} on the path. PostgreSQL refuses to run
 * as root; then it runs as {@code postgres}.
 */
public final class PostgresServer {

    public static final String USER = "keeper";
    public static final String PASSWORD = "s3cret-of-the-keeper";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final PostgresServer SHARED = new PostgresServer();

    private final Path programs = programs();
    private final Path folder;
    private final int port;
    private Process process;

    private PostgresServer() {
        try {
            folder = Files.createTempDirectory("tidebank-postgres");
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (isRoot()) {
                run(List.of("chown", "-R", "postgres", folder.toString()));
            }
            run(as(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + folder.resolve("data"),
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync"));
            port = freePort();
            Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
            process = launched();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that all tests use, each with a database of its own. */
    public static PostgresServer shared() {
        return SHARED;
    }

    /** A new database; its address. */
    public String database() {
        String name = "db" + DATABASES.incrementAndGet();
        execute("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "CREATE DATABASE " + name);
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    public static Connection connect(String url) {
        try {
            return DriverManager.getConnection(url, USER, PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(String url, String... statements) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets it go away at once, as if somebody had pulled the plug. */
    public void crash() {
        run(List.of("kill", "-QUIT", Long.toString(process.pid())));
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void start() {
        try {
            process = launched();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launched() throws IOException {
        List<String> command = as(
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-k",
                folder.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off");
        File log = folder.resolveSibling(folder.getFileName() + ".log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private void awaitAnswer() {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), USER, PASSWORD)) {
                return;
            } catch (SQLException e) {
                if (Instant.now().isAfter(until) || !process.isAlive()) {
                    throw new IllegalStateException("PostgreSQL does not start", e);
                }
                sleep();
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void delete() {
        crash();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
            Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> as(String... command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.getFirst() + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path programs() {
        List<Path> folders = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin")).sorted().forEach(folders::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Stream.of(System.getenv("PATH").split(":")).map(Path::of).forEach(folders::add);
        return folders.stream()
                .filter(folder ->
                        Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("postgres")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "These tests need PostgreSQL's server (Debian: sudo apt install postgresql)"));
    }
}
