package io.tidebank.server.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Sends single events at an even pace for a long time to a server in a process of its own, and tells every minute what
 * that process holds: memory, threads, files. Then it sends nothing for two minutes and tells how busy the server is. Linux.
 */
final class SoakBench {

    private static final int SENDERS = 8;

    private final LoadEvents events = new LoadEvents();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Path process;
    private volatile boolean over;

    private SoakBench(String pid) {
        this.process = Path.of("/proc", pid);
    }

    /** @param arguments port, write key, the server's process number, events a second, minutes */
    public static void main(String[] arguments) throws Exception {
        SoakBench bench = new SoakBench(arguments[2]);
        int port = Integer.parseInt(arguments[0]);
        String key =
                "Basic " + Base64.getEncoder().encodeToString((arguments[1] + ":").getBytes(StandardCharsets.UTF_8));
        long pause = SENDERS * 1_000_000_000L / Long.parseLong(arguments[3]);
        for (int i = 0; i < SENDERS; i++) {
            Thread.ofVirtual().start(() -> bench.send(port, key, pause));
        }
        for (int minute = 0; minute <= Integer.parseInt(arguments[4]); minute++) {
            bench.tell("minute " + minute);
            Thread.sleep(60_000);
        }
        bench.over = true;
        bench.idle();
    }

    private void send(int port, String authorization, long pause) {
        try (Connection connection = new Connection("127.0.0.1", port, "/v1/track", authorization)) {
            long next = System.nanoTime();
            while (!over) {
                (connection.post(events.body(1)) == 200 ? taken : refused).incrementAndGet();
                next += pause;
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void idle() throws IOException, InterruptedException {
        Thread.sleep(60_000);
        long ticks = ticks();
        long begun = System.nanoTime();
        Thread.sleep(60_000);
        double seconds = (ticks() - ticks) / 100.0;
        tell("idle");
        System.out.printf(
                Locale.ROOT, "idle: %.2f %% of one core%n", 100 * seconds / ((System.nanoTime() - begun) / 1e9));
    }

    private void tell(String when) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%-10s %,12d taken %,6d refused  resident %,6d MB  %4d threads  %4d files  %6.1f s CPU%n",
                when,
                taken.get(),
                refused.get(),
                status("VmRSS:") / 1024,
                status("Threads:"),
                files(),
                ticks() / 100.0);
    }

    private long status(String field) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.count();
        }
    }

    /** User and system time in hundredths of a second. */
    private long ticks() throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
