package io.tidebank.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves at a port of its own, in a process of its own, is killed, and is started anew. */
final class Victim implements AutoCloseable {

    private final Class<?> main;
    private final Path logs;
    private final int port = freePort();
    private final List<String> arguments = new ArrayList<>();
    private @Nullable Process process;
    private int starts;

    /**
     * Starts nothing yet.
     *
     * @param main takes the port, and these arguments behind it
     * @param logs folder of what it says
     */
    Victim(Class<?> main, Path logs, String... arguments) {
        this.main = main;
        this.logs = logs;
        this.arguments.add(Integer.toString(port));
        this.arguments.addAll(List.of(arguments));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it unless it runs. */
    void start() throws IOException {
        if (isRunning()) {
            return;
        }
        starts++;
        process = new ChildJvm(main, arguments.toArray())
                .with("-Xmx512m", "-XX:TieredStopAtLevel=1")
                .start(it -> it.redirectErrorStream(true).redirectOutput(log().toFile()));
    }

    private Path log() {
        return logs.resolve("%s-%d.log".formatted(main.getSimpleName(), starts));
    }

    boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Fails if it ends by itself within so long. */
    void lives(long millis, String story) throws IOException, InterruptedException {
        Process running = process;
        boolean ended = running == null || running.waitFor(millis, TimeUnit.MILLISECONDS);
        assertThat(ended).as("%s: %s", story, Files.readString(log())).isFalse();
    }

    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
