package io.tidebank.collect.commit;

import io.tidebank.collect.journal.LiveTouches;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import io.tidebank.lake.CompactionPolicy;
import io.tidebank.sql.Progress;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that accepts events from several threads, tells each acknowledgement, commits, merges and expires beside that,
 * and does not end by itself. It begins with what the round before it may have had no answer to.
 */
final class CollectLoop {

    static final int THREADS = 4;
    private static final int SENT_AGAIN = 40;

    private CollectLoop() {}

    /** @param arguments the home, and the number of the round */
    public static void main(String[] arguments) {
        CommitSettings often = new CommitSettings(Duration.ofMillis(50), 400, 1 << 20);
        int round = Integer.parseInt(arguments[1]);
        try (LiveBrand brand = new LiveBrand(Path.of(arguments[0]), often)) {
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                Thread.ofVirtual().start(() -> send(brand, round, thread));
            }
            Thread.ofPlatform().daemon().start(() -> tidy(brand));
            while (true) {
                brand.committer.commit();
            }
        }
    }

    /** Merges and forgets beside the commits, as a server would, only without a rest. */
    private static void tidy(LiveBrand brand) {
        for (int i = 1; ; i++) {
            switch (i % 4) {
                case 0 -> brand.touches.compact(Progress.NONE);
                case 1 -> brand.touches.expire(Instant.now(), 2);
                case 2 -> brand.touches.thin(Instant.now(), Duration.ofMillis(500));
                default -> brand.touches.compact(Progress.NONE, new CompactionPolicy(2, 100));
            }
        }
    }

    private static void send(LiveBrand brand, int round, int thread) {
        for (int n = 0; round > 1 && n < SENT_AGAIN; n++) {
            tell(brand, name(round - 1, thread, n), n);
        }
        for (int n = 0; ; n++) {
            tell(brand, name(round, thread, n), n);
            if (n % 7 == 0) {
                tell(brand, name(round, thread, n / 2), n / 2);
            }
        }
    }

    private static void tell(LiveBrand brand, String name, int n) {
        brand.accept(batch(name, n));
        System.out.println(name);
    }

    private static String name(int round, int thread, int n) {
        return "r%d-t%d-%d".formatted(round, thread, n);
    }

    /** The number at the end of a batch's name. */
    static int number(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    private static LiveBatch batch(String name, int n) {
        List<LiveEvent> events = new ArrayList<>();
        for (String event : events(name)) {
            Instant at = LiveTouches.NOON.minus(Duration.ofHours(n % 40));
            List<Touch> lines =
                    List.of(LiveTouches.touch("web", event + "/1", at), LiveTouches.touch("web", event + "/2", at));
            events.add(new LiveEvent("web", event, lines));
        }
        List<QuarantinedEvent> bad = isBad(name) ? List.of(LiveTouches.bad(name, name)) : List.of();
        return new LiveBatch(events, bad);
    }

    /** The events of a batch, by name; each becomes two touches. */
    static List<String> events(String batch) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i <= number(batch) % 3; i++) {
            events.add(batch + "." + i);
        }
        return events;
    }

    /** Whether the batch has a bad event too. */
    static boolean isBad(String batch) {
        return number(batch) % 5 == 0;
    }
}
