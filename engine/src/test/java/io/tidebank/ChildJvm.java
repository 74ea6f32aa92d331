package io.tidebank;

import io.tidebank.brand.home.Folders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A program of the tests in a JVM of its own, with the flags and the class path of this one. It has a folder for temporary
 * files that goes when it does: libraries with native code unpack a hundred megabytes there, and a process that is killed
 * tidies up nothing.
 */
public final class ChildJvm {

    private static final String LIBRARIES = "tidebank.test.libraries";

    private final Class<?> main;
    private final List<String> arguments;
    private final List<String> options = new ArrayList<>();
    private final List<String> inFront = new ArrayList<>();

    /** @param main has the {@code main} method; its arguments are told as text */
    public ChildJvm(Class<?> main, Object... arguments) {
        this.main = main;
        this.arguments = Arrays.stream(arguments).map(Object::toString).toList();
    }

    /** A folder for unpacked libraries that all JVMs of the tests share, and that stays. */
    public static Path libraries() {
        String shared = System.getProperty(LIBRARIES);
        return shared == null ? Path.of(System.getProperty("java.io.tmpdir"), "tidebank-test-native") : Path.of(shared);
    }

    /** With more options of the JVM. */
    public ChildJvm with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Started by another program, whose last arguments the whole command becomes. */
    public ChildJvm behind(List<String> program) {
        inFront.addAll(program);
        return this;
    }

    /** Starts it. {@code streams} says where what it writes goes. */
    @SuppressWarnings("FutureReturnValueIgnored") // no test is worse for a folder that cannot be deleted
    public Process start(UnaryOperator<ProcessBuilder> streams) throws IOException {
        Path scratch = Files.createTempDirectory("tidebank-child");
        Process process = streams.apply(new ProcessBuilder(command(scratch))).start();
        process.onExit().thenRun(() -> Folders.delete(scratch));
        return process;
    }

    private List<String> command(Path scratch) {
        List<String> command = new ArrayList<>(inFront);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(it -> it.startsWith("--") || it.startsWith("-Darrow"))
                .forEach(command::add);
        command.add("-Djava.io.tmpdir=" + scratch);
        command.add("-D" + LIBRARIES + "=" + libraries());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
