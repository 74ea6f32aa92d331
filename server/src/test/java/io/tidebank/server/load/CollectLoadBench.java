package io.tidebank.server.load;

import com.sun.management.OperatingSystemMXBean;
import io.tidebank.collect.feed.kafka.KafkaBroker;
import io.tidebank.collect.topic.JournalTopic;
import io.tidebank.server.collect.LiveServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * How many events a second the whole server makes durable, over HTTP, while it commits and refreshes as always; beside it
 * a bare server under the same load, and one with a hand-written lake behind it. Each has a process of its own, one after
 * the other, or what the JVM has learnt of one would slow down the next; its senders are in it and share its cores, and so
 * does the broker where the journal is Kafka.
 */
final class CollectLoadBench {

    private static final String TOPIC = "load";
    private static final int PARTITIONS = 3;
    private static final List<Integer> BATCHES = List.of(1, 100);
    private static final int SENDERS = 64;
    private static final int BATCH_SENDERS = 16;
    private static final int MOST_SAMPLES = 2_000_000;
    private static final Duration WARMUP_STEP = Duration.ofSeconds(5);
    private static final int MOST_WARMUP_STEPS = 12;
    private static final double QUIET_COMPILERS = 0.05;

    private static final String BARE = "bare";
    private static final String LAKE = "bare+lake";
    private static final String OURS = "tidebank";

    private final LoadEvents events = new LoadEvents();
    private final Path folder;
    private final Duration span;

    private CollectLoadBench(Path folder, Duration span) {
        this.folder = folder;
        this.span = span;
    }

    /**
     * Measures.
     *
     * @param arguments an empty folder, seconds to measure, and whom of {@code bare}, {@code bare+lake}, {@code tidebank}: all if
     *     nobody is named; {@code kafka} if the journal shall be there
     */
    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments).subList(2, arguments.length);
        List<String> targets = Stream.of(BARE, LAKE, OURS)
                .filter(target ->
                        options.contains(target) || Stream.of(BARE, LAKE, OURS).noneMatch(options::contains))
                .toList();
        if (targets.size() > 1) {
            for (String target : targets) {
                inItsOwnProcess(arguments, target);
            }
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CollectLoadBench bench = new CollectLoadBench(folder, Duration.ofSeconds(Long.parseLong(arguments[1])));
        switch (targets.getFirst()) {
            case BARE -> bench.bare();
            case LAKE -> bench.lake();
            default -> bench.ours(options.contains("kafka"));
        }
    }

    private static void inItsOwnProcess(String[] arguments, String target) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CollectLoadBench.class.getName()));
        command.addAll(List.of(arguments));
        command.add(target);
        int ended = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (ended != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(target, ended));
        }
    }

    private void bare() throws Exception {
        try (BareServer bare = new BareServer(folder.resolve(BARE), json -> {})) {
            measureBoth(new Target(BARE, bare.port(), "Basic bm9ib2R5Og=="));
        }
    }

    private void lake() throws Exception {
        try (BareLake lake = new BareLake(folder.resolve(LAKE));
                BareServer bare = new BareServer(folder.resolve("hand-written"), lake::take)) {
            measureBoth(new Target(LAKE, bare.port(), "Basic bm9ib2R5Og=="));
        }
    }

    private void ours(boolean kafka) throws Exception {
        if (!kafka) {
            ours(LiveServer.start(folder.resolve("home")));
            return;
        }
        try (KafkaBroker broker = new KafkaBroker(folder.resolve("broker"))) {
            broker.topic(TOPIC, PARTITIONS);
            ours(LiveServer.start(folder.resolve("home"), """
                    collection: 1
                    journal: {kafka: {bootstrap: "%s", topic: %s}}
                    """.formatted(broker.bootstrap(), TOPIC)));
        }
    }

    /** Measures a server, and closes it. */
    private void ours(LiveServer started) throws Exception {
        try (LiveServer server = started) {
            Target ours = new Target(OURS, URI.create(server.url()).getPort(), server.basic());
            for (int batch : BATCHES) {
                measure(ours, batch);
                server.brand().topic().ifPresent(CollectLoadBench::catchUp);
            }
            System.out.println("in the lake at the end: "
                    + server.ask("SELECT count(*), count(DISTINCT touch_id) FROM touch WHERE name = 'Product Viewed'"));
            System.out.println("acknowledged:           " + ours.acknowledged().get());
        }
    }

    private void measureBoth(Target target) throws InterruptedException {
        for (int batch : BATCHES) {
            measure(target, batch);
        }
    }

    /** Tells how far the home is behind what Kafka has acknowledged to this process, and how soon it has read that. */
    private static void catchUp(JournalTopic topic) {
        long begun = System.nanoTime();
        long behind = topic.status().written() - topic.status().read();
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> topic.status().read() >= topic.status().written());
        System.out.printf(
                Locale.ROOT,
                "still in Kafka: %,d requests, read %.1f s later%n",
                behind,
                (System.nanoTime() - begun) / 1e9);
    }

    /** Whom to send to. */
    private record Target(String name, int port, String authorization, AtomicLong acknowledged) {

        Target(String name, int port, String authorization) {
            this(name, port, authorization, new AtomicLong());
        }
    }

    /** What came of a run: nanoseconds per request, how many were not taken, how long it took, and how much of the cores. */
    private record Outcome(long[] nanos, long refused, double seconds, double cpuSeconds) {}

    private void measure(Target target, int batch) throws InterruptedException {
        warmUp(target, batch);
        System.gc();
        tell(run(target, batch, span), target, batch);
    }

    /** Sends until the JVM's compilers, which share the cores, have little left to do: a server runs for longer than they do. */
    private void warmUp(Target target, int batch) throws InterruptedException {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        for (int step = 0; step < MOST_WARMUP_STEPS; step++) {
            long before = compilers.getTotalCompilationTime();
            run(target, batch, WARMUP_STEP);
            double busy = (compilers.getTotalCompilationTime() - before) / (double) WARMUP_STEP.toMillis();
            if (busy < QUIET_COMPILERS) {
                return;
            }
        }
    }

    private Outcome run(Target target, int batch, Duration duration) throws InterruptedException {
        int senders = batch == 1 ? SENDERS : BATCH_SENDERS;
        long[][] samples = new long[senders][];
        AtomicLong refused = new AtomicLong();
        long begun = System.nanoTime();
        long cpu = cpuNanos();
        Thread[] threads = new Thread[senders];
        for (int i = 0; i < senders; i++) {
            int sender = i;
            threads[i] = Thread.ofVirtual()
                    .start(() -> samples[sender] = send(target, batch, begun + duration.toNanos(), refused));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] all =
                Arrays.stream(samples).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Outcome(all, refused.get(), (System.nanoTime() - begun) / 1e9, (cpuNanos() - cpu) / 1e9);
    }

    /** Of senders and server together. */
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private long[] send(Target target, int batch, long until, AtomicLong refused) {
        long[] nanos = new long[MOST_SAMPLES / SENDERS];
        int count = 0;
        String path = batch == 1 ? "/v1/track" : "/v1/batch";
        try (Connection connection = new Connection("127.0.0.1", target.port(), path, target.authorization())) {
            while (System.nanoTime() < until && count < nanos.length) {
                byte[] body = events.body(batch);
                long start = System.nanoTime();
                if (connection.post(body) == 200) {
                    target.acknowledged().addAndGet(batch);
                    nanos[count++] = System.nanoTime() - start;
                } else {
                    refused.incrementAndGet();
                }
            }
            return Arrays.copyOf(nanos, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Outcome outcome, Target target, int batch) {
        long[] nanos = outcome.nanos();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf(
                Locale.ROOT,
                "%-9s batches of %3d: %,9.0f events/s %,7.0f requests/s, median %.1f ms, p99 %.1f ms, most %.0f ms, refused %d, %.2f s CPU a second, load %.1f%n",
                target.name(),
                batch,
                nanos.length * batch / outcome.seconds(),
                nanos.length / outcome.seconds(),
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                outcome.refused(),
                outcome.cpuSeconds() / outcome.seconds(),
                load);
    }
}
