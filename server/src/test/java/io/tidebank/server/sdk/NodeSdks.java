package io.tidebank.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The published SDKs for JavaScript, at the versions of {@code src/test/sdk/package-lock.json}. npm fetches them once into
 * the target folder; without Node or without them a test is skipped, but not in CI.
 */
public final class NodeSdks {

    private static final Path SOURCES = Path.of("src", "test", "sdk");
    private static final Path FOLDER = Path.of("target", "sdk").toAbsolutePath();
    /** Without what is optional, native packages for other machines among it, which no lock file holds all of. */
    private static final List<String> INSTALL =
            List.of("npm", "install", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");

    private static final int PATIENCE_SECONDS = 120;

    private NodeSdks() {}

    /** The folder with {@code node_modules} and our scripts. */
    public static synchronized Path folder() {
        demand(find("node").isPresent() && find("npm").isPresent(), "No node and npm on the PATH");
        try {
            copyScripts();
            String locked = Files.readString(SOURCES.resolve("package-lock.json"));
            Path stamp = FOLDER.resolve("node_modules").resolve(".tidebank-lock");
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(locked)) {
                int code = run(INSTALL, "install.log");
                demand(code == 0, "npm could not fetch the SDKs, see " + FOLDER.resolve("install.log"));
                Files.writeString(stamp, locked);
            }
            return FOLDER;
        } catch (IOException e) {
            throw new IllegalStateException("The SDKs cannot be laid into " + FOLDER, e);
        }
    }

    private static void copyScripts() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> scripts = Files.list(SOURCES)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Starts one of our scripts; what it says goes into a file beside it. */
    public static Process start(String script, Object... arguments) throws IOException {
        folder();
        List<String> command = new ArrayList<>(List.of("node", script));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        return builder(command, script + ".log").start();
    }

    /** Runs one of our scripts to its good end. */
    static void run(String script, Object... arguments) throws IOException, InterruptedException {
        Process process = start(script, arguments);
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(FOLDER.resolve(script + ".log")))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int run(List<String> command, String log) throws IOException {
        try {
            return builder(command, log).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static ProcessBuilder builder(List<String> command, String log) {
        return new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve(log).toFile());
    }

    /** What a test cannot do without: it is skipped on a laptop where that is missing, and fails in CI. */
    static void demand(boolean there, String missing) {
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing + ", which CI must have");
        }
        Assumptions.assumeTrue(there, missing);
    }

    /** A program of one of these names on the PATH. */
    static Optional<Path> find(String... names) {
        String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
