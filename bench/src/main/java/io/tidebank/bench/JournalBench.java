package io.tidebank.bench;

import io.tidebank.collect.journal.Journal;
import io.tidebank.collect.journal.JournalPlace;
import io.tidebank.collect.journal.JournalReply;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how many events a second the journal makes durable, from 64 virtual threads, with a memory that knows many
 * already; beside it a bare loop that writes and forces the same bytes for as many waiters.
 */
public final class JournalBench {

    private static final int CALLERS = 64;
    private static final int SLICES = 10;

    private final Path folder;
    private final Duration span;
    private final AtomicLong names = new AtomicLong();
    private Duration ahead = Duration.ZERO;

    private JournalBench(Path folder, Duration span) {
        this.folder = folder;
        this.span = span;
    }

    /** @param arguments an empty folder, seconds to measure, events to remember beforehand */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.out.println("JournalBench FOLDER SECONDS REMEMBERED");
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Duration span = Duration.ofSeconds(Long.parseLong(arguments[1]));
        new JournalBench(folder, span).run(Integer.parseInt(arguments[2]));
    }

    private void run(int remembered) throws IOException, InterruptedException {
        Clock clock = new MovedClock();
        JournalPlace home = JournalPlace.of(folder, "bench", clock, new RocksMemory(64L << 20));
        try (Journal journal = Journal.open(
                home, JournalSettings.DEFAULTS.limited(1L << 40, 0), new RowLock(new byte[32]), Optional.empty())) {
            remember(journal, remembered);
            measure(journal, 1);
            measure(journal, 100);
        }
    }

    /** Fills the memory as a month would. */
    private void remember(Journal journal, int events) {
        for (int slice = 0; slice < SLICES; slice++) {
            for (int left = events / SLICES; left > 0; left -= 1000) {
                journal.offer(batch(1000));
            }
            ahead = ahead.plusDays(3);
        }
        journal.trim(journal.position());
        System.out.printf(
                Locale.ROOT, "%,d events remembered%n", journal.status().remembered());
    }

    private void measure(Journal journal, int size) throws IOException, InterruptedException {
        long recordsBefore = journal.position();
        long bytesBefore = journal.lagBytes();
        ConcurrentLinkedQueue<long[]> waits = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofVirtual().start(() -> waits.add(call(journal, size, begin + span.toNanos()))));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long records = journal.position() - recordsBefore;
        long[] sorted = waits.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "batches of %d from %d virtual threads: %,.0f durable events/s, p50 %.1f ms, p99 %.1f ms%n",
                size,
                CALLERS,
                records * size / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6);
        bare((int) ((journal.lagBytes() - bytesBefore) / records), size);
        journal.trim(journal.position());
    }

    /** Offers until the time is over; returns how long each took, in nanoseconds. */
    private long[] call(Journal journal, int size, long end) {
        List<Long> waits = new ArrayList<>();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            if (!(journal.offer(batch(size)) instanceof JournalReply.Ack)) {
                throw new IllegalStateException("The journal refused a batch: the figure would be a wrong one");
            }
            waits.add(System.nanoTime() - begin);
        }
        return waits.stream().mapToLong(Long::longValue).toArray();
    }

    /** One thread that appends what a whole group of callers would bring, and forces it. */
    private void bare(int recordBytes, int size) throws IOException {
        ByteBuffer group = ByteBuffer.allocateDirect(recordBytes * CALLERS);
        Path file = folder.resolve("bare");
        long records = 0;
        long begin = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (System.nanoTime() - begin < span.toNanos()) {
                channel.write(group.clear());
                channel.force(false);
                records += CALLERS;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Files.delete(file);
        System.out.printf(
                Locale.ROOT,
                "  the same %d bytes a batch, %d batches a force, written bare: %,.0f events/s%n",
                recordBytes,
                CALLERS,
                records * size / seconds);
    }

    private LiveBatch batch(int size) {
        List<LiveEvent> events = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String name = "7c9e6679-7425-40de-944b-" + names.incrementAndGet();
            events.add(new LiveEvent("web", name, List.of(touch(name))));
        }
        return LiveBatch.of(events);
    }

    private static Touch touch(String name) {
        Instant now = Instant.ofEpochSecond(1_795_000_000);
        String anonymous = name.substring(name.length() / 2);
        return new Touch(
                name,
                "",
                "web",
                now,
                now.plusMillis(80),
                "view",
                "Product Viewed",
                "search_ad.baidu.brandword",
                List.of(new Identifier("user", "u-" + anonymous), new Identifier("anonymous", anonymous)),
                "sku-10293",
                "tea/green",
                null,
                null,
                "CN",
                BigDecimal.ONE,
                new BigDecimal("129.90"),
                "CNY",
                new BigDecimal("129.90"),
                null,
                null,
                null,
                null,
                "{\"page\":{\"path\":\"/p/sku-10293\",\"title\":\"Green tea\"},\"locale\":\"zh-CN\"}",
                "{\"position\":3,\"list\":\"search results\"}");
    }

    /** The system's clock, moved ahead while the memory is filled. */
    private final class MovedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.systemUTC().withZone(zone);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }
}
