package io.tidebank.collect.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import io.tidebank.collect.feed.kafka.KafkaBroker;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at seeded instants of the home while two collectors take events, every third of them sent to both, every fourth
 * without a name of its own; and brokers that go and come back meanwhile. {@code -Dkafka.crash.rounds} for more.
 */
class JournalTopicCrashTest {

    private static final int ROUNDS = Integer.getInteger("kafka.crash.rounds", 3);
    private static final long SEED = Long.getLong("tidebank.crash.seed", 20_261_122);
    private static final String TOPIC = "acme";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private int named;
    private int nameless;

    @Test
    void whatWasAcknowledgedIsInTheLakeOnce() throws Exception {
        Path place = folder.resolve("home");
        try (KafkaBroker broker = new KafkaBroker(folder.resolve("broker"))) {
            broker.topic(TOPIC, 3);
            broker.topic(TOPIC + ".sources", 1);
            String writeKey;
            try (TopicHome home = TopicHome.make(place, broker, TOPIC, "collectors: true")) {
                writeKey = home.writeKey();
                home.topic().tend();
            }
            TopicSettings settings = TopicSettings.ofCollector(
                    broker.bootstrap(), TOPIC, Map.of("default.api.timeout.ms", "3000", "request.timeout.ms", "1000"));
            try (CollectorGates first = ready(settings);
                    CollectorGates second = ready(settings)) {
                for (int round = 1; round <= ROUNDS; round++) {
                    runUntilKilled(place, round, () -> send(first, second, writeKey));
                    broker.stop();
                    broker.start();
                }
            }
            check(place);
        }
    }

    private static CollectorGates ready(TopicSettings settings) {
        CollectorGates gates = CollectorGates.open(settings, Clock.systemUTC());
        while (!gates.isReady()) {
            gates.step();
        }
        return gates;
    }

    private void runUntilKilled(Path place, int round, Runnable work) throws IOException, InterruptedException {
        Path told = folder.resolve("told-" + round);
        Path faults = folder.resolve("faults-" + round);
        Process loop = new ChildJvm(TopicHomeLoop.class, place)
                .with("-Xmx512m")
                .start(it -> it.redirectOutput(told.toFile()).redirectError(faults.toFile()));
        try {
            while (!hasRead(told) && loop.isAlive()) {
                work.run();
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(1000));
            while (System.nanoTime() < end) {
                work.run();
            }
            assertThat(loop.isAlive()).as(Files.readString(faults)).isTrue();
        } finally {
            loop.destroyForcibly().waitFor();
        }
    }

    private static boolean hasRead(Path told) throws IOException {
        return Files.exists(told) && Files.readAllLines(told).stream().anyMatch(line -> !line.equals("0"));
    }

    /** Sends it again until it is acknowledged, as SDKs do; what has no name cannot be, and is counted as it is told. */
    private void send(CollectorGates first, CollectorGates second, String writeKey) {
        int number = named + nameless;
        if (number % 4 == 3) {
            if (isTaken(first, writeKey, "{\"type\":\"track\",\"event\":\"Nameless\",\"userId\":\"u\"}")) {
                nameless++;
            }
            return;
        }
        String event = TopicHome.event("m%05d".formatted(number));
        while (!isTaken(first, writeKey, event)) {
            Thread.onSpinWait();
        }
        if (number % 3 == 0) {
            isTaken(second, writeKey, event);
        }
        named++;
    }

    private static boolean isTaken(CollectorGates gates, String writeKey, String event) {
        try {
            return TopicHome.send(
                            gates.gate(TopicHome.BRAND), gates.find(writeKey).orElseThrow(), Endpoint.TRACK, event)
                    instanceof Taken;
        } catch (TidebankException e) {
            return false;
        }
    }

    private void check(Path place) {
        String story = "seed %d".formatted(SEED);
        try (TopicHome home = new TopicHome(place)) {
            while (home.topic().status().waiting().orElse(1) > 0) {
                home.drain();
            }
            assertThat(home.column("SELECT count(*) FROM touch WHERE name = 'Seen'"))
                    .as(story)
                    .containsExactly(Integer.toString(named));
            assertThat(home.column("SELECT count(DISTINCT touch_id) FROM touch WHERE name = 'Seen'"))
                    .as(story)
                    .containsExactly(Integer.toString(named));
            assertThat(home.column("SELECT count(*) FROM touch WHERE name = 'Nameless'"))
                    .as(story)
                    .containsExactly(Integer.toString(nameless));
            assertThat(named).isGreaterThan(10 * ROUNDS);
        }
    }
}
