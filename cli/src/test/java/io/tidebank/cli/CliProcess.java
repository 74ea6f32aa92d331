package io.tidebank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, as the launcher starts it; commands may stand in front of it. */
final class CliProcess {

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final StringBuilder err = new StringBuilder();

    private CliProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** What it said and how it ended. */
    record End(int code, String out, String err) {}

    /** The command of a verb, to be run as it stands. */
    static List<String> command(Path home, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--") || option.startsWith("-Darrow"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "--home", home.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    static CliProcess start(List<String> inFront, Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(inFront);
        command.addAll(command(home, arguments));
        Path out = Files.createTempFile("tidebank", ".out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
        builder.environment().put("TIDEBANK_PROGRESS", "steps");
        return new CliProcess(builder.start(), out);
    }

    static End run(List<String> inFront, Path home, String... arguments) throws IOException, InterruptedException {
        return start(inFront, home, arguments).end();
    }

    /** Reads what it says about its progress until a line begins like this. */
    void awaitLine(String start) throws IOException {
        BufferedReader reader = process.errorReader();
        String line;
        while ((line = reader.readLine()) != null) {
            err.append(line).append('\n');
            if (line.startsWith(start)) {
                return;
            }
        }
        throw new AssertionError("It never said '" + start + "': " + err);
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        tell("kill", "-INT", Long.toString(process.pid()));
    }

    /** From now on no file may grow past so many bytes. */
    void limitFiles(int bytes) throws IOException, InterruptedException {
        tell("prlimit", "--fsize=" + bytes, "--pid", Long.toString(process.pid()));
    }

    private static void tell(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    End end() throws IOException, InterruptedException {
        try (BufferedReader reader = process.errorReader()) {
            reader.lines().forEach(line -> err.append(line).append('\n'));
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new End(process.exitValue(), Files.readString(out), err.toString());
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(out);
        }
    }
}
