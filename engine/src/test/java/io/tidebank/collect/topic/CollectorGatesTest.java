package io.tidebank.collect.topic;

import static io.tidebank.collect.topic.TopicHome.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.feed.kafka.KafkaBroker;
import io.tidebank.collect.feed.kafka.KafkaCursor.Gap;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.source.Source;
import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors without a home, against a real broker that may go and come back. */
class CollectorGatesTest {

    private static final String TOPIC = "acme";

    @TempDir
    Path folder;

    private KafkaBroker broker;
    private TopicHome home;

    @BeforeEach
    void start() {
        broker = new KafkaBroker(folder.resolve("broker"));
        broker.topic(TOPIC, 2);
        broker.topic(TOPIC + ".sources", 1);
        home = TopicHome.make(folder.resolve("home"), broker, TOPIC, "collectors: true");
    }

    @AfterEach
    void stop() {
        home.close();
        broker.close();
    }

    private CollectorGates collector() {
        return CollectorGates.open(settings(TopicLimits.DEFAULTS), Clock.systemUTC());
    }

    private TopicSettings settings(TopicLimits limits) {
        // Who finds no room shall not wait for it.
        String toBlock = limits.equals(TopicLimits.DEFAULTS) ? "3000" : "1";
        Map<String, String> properties =
                Map.of("default.api.timeout.ms", "3000", "request.timeout.ms", "500", "max.block.ms", toBlock);
        TopicLimits soon = new TopicLimits(limits.recordBytes(), limits.waitingBytes(), Duration.ofSeconds(2));
        return new TopicSettings(broker.bootstrap(), TOPIC, properties, soon, false, Gap.STOP);
    }

    private CollectorGates ready() {
        home.topic().tend();
        CollectorGates gates = collector();
        learn(gates);
        return gates;
    }

    private static void learn(CollectorGates gates) {
        while (!gates.isReady()) {
            gates.step();
        }
    }

    private static boolean isTaken(CollectorGates gates, Source source, String event) {
        return TopicHome.send(gates.gate(TopicHome.BRAND), source, Endpoint.TRACK, event) instanceof Taken;
    }

    @Test
    void aCollectorKnowsNobodyUntilTheHomeHasTold() {
        try (CollectorGates gates = collector()) {
            gates.step();
            assertThat(gates.isReady()).isFalse();
            assertThat(gates.problem()).contains("acme.sources");

            home.topic().tend();
            learn(gates);

            assertThat(gates.problem()).isNull();
            assertThat(gates.find(home.writeKey())).hasValueSatisfying(source -> {
                assertThat(source.name()).isEqualTo(TopicHome.SOURCE);
                assertThat(source.enabled()).isTrue();
            });
            assertThat(gates.find("somebody's")).isEmpty();
        }
    }

    @Test
    void whatWasSentToTwoCollectorsAndTheHomeCountsOnce() {
        try (CollectorGates one = ready();
                CollectorGates other = ready()) {
            Source source = one.find(home.writeKey()).orElseThrow();
            assertThat(isTaken(one, source, event("a"))).isTrue();
            assertThat(isTaken(other, source, event("a"))).isTrue();
            assertThat(isTaken(other, source, event("b"))).isTrue();
            home.batch(event("a"), event("c"));

            assertThat(home.drain()).isEqualTo(4);
            assertThat(home.touchIds()).containsExactly("a", "b", "c");
            assertThat(home.brand().intake().journal().duplicates()).isEqualTo(2);
        }
    }

    @Test
    void whatChangesAtTheHomeIsFollowed() {
        try (CollectorGates gates = ready()) {
            String fresh = home.tidebank()
                    .sources()
                    .rotate(TopicHome.BRAND, TopicHome.SOURCE, Duration.ZERO)
                    .writeKey();
            String other =
                    home.tidebank().sources().create(TopicHome.BRAND, "app").writeKey();
            home.tidebank().sources().disable(TopicHome.BRAND, "app");
            home.topic().tend();
            while (gates.find(fresh).isEmpty()) {
                gates.step();
            }

            assertThat(gates.find(home.writeKey())).isEmpty();
            assertThat(gates.find(fresh)).isPresent();
            assertThat(gates.find(other).orElseThrow().enabled()).isFalse();
            assertThat(gates.gate(TopicHome.BRAND).requestLimits())
                    .isEqualTo(home.brand().intake().requestLimits());
        }
    }

    @Test
    void whileTheBrokersAreAwayNothingIsAcknowledgedAndAfterwardsAllIsAsBefore() throws Exception {
        try (CollectorGates gates = ready()) {
            Source source = gates.find(home.writeKey()).orElseThrow();
            assertThat(isTaken(gates, source, event("a"))).isTrue();
            broker.stop();

            assertThatThrownBy(() -> isTaken(gates, source, event("b")))
                    .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_WRITE_UNKNOWN);
            assertThat(gates.problem()).startsWith("Kafka takes nothing in topic 'acme'");
            onlyOneTriesAndTheOthersAreToldAtOnce(gates, source);
            assertThatThrownBy(gates::step).hasFieldOrPropertyWithValue("code", TopicError.TOPIC_UNAVAILABLE);
            assertThat(gates.isCurrent()).isFalse();

            broker.start();
            while (gates.problem() != null || !gates.isCurrent()) {
                step(gates);
            }
            assertThat(isTaken(gates, source, event("b"))).isTrue();
            while (home.topic().status().waiting().orElse(1) > 0) {
                drained();
            }
            assertThat(home.touchIds()).containsExactly("a", "b");
        }
    }

    private void drained() {
        try {
            home.drain();
        } catch (TidebankException e) {
            // The brokers have only just come back.
            assertThat(e.code()).isEqualTo(TopicError.TOPIC_UNAVAILABLE);
        }
    }

    private static void step(CollectorGates gates) {
        try {
            gates.step();
        } catch (TidebankException e) {
            assertThat(e.code()).isEqualTo(TopicError.TOPIC_UNAVAILABLE);
        }
    }

    @Test
    void aTopicOfSourcesThatStaysUnreadIsToldAfterAMinute() {
        AtomicLong now = new AtomicLong(System.currentTimeMillis());
        InstantSource source = () -> Instant.ofEpochMilli(now.get());
        Clock clock = source.withZone(ZoneOffset.UTC);
        home.topic().tend();
        try (CollectorGates gates = CollectorGates.open(settings(TopicLimits.DEFAULTS), clock)) {
            learn(gates);
            broker.stop();
            assertThatThrownBy(gates::step).isInstanceOf(TidebankException.class);
            assertThat(gates.isCurrent()).isFalse();
            assertThat(gates.problem()).isNull();
            assertThat(gates.find(home.writeKey())).isPresent();

            now.addAndGet(61_000);
            assertThat(gates.problem()).startsWith("Kafka does not answer for topic 'acme.sources'");
            broker.start();
            while (!gates.isCurrent()) {
                step(gates);
            }
            assertThat(gates.problem()).isNull();
        }
    }

    /** So many that they are not read in one go; what is no notice is passed over. */
    @Test
    void aKeyThatWasWithdrawnStaysSoWhileOldNoticesAreReadOnceMore() {
        home.topic().tend();
        broker.send(IntStream.range(0, 5000)
                .mapToObj(i -> new ProducerRecord<>(TOPIC + ".sources", i % 9 == 0 ? null : "nobody", new byte[100]))
                .toList());
        String fresh = home.tidebank()
                .sources()
                .rotate(TopicHome.BRAND, TopicHome.SOURCE, Duration.ZERO)
                .writeKey();
        try (CollectorGates gates = ready()) {
            while (gates.find(fresh).isEmpty()) {
                gates.step();
            }
            broker.stop();
            assertThatThrownBy(gates::step).isInstanceOf(TidebankException.class);
            broker.start();
            while (!gates.isCurrent()) {
                step(gates);
                assertThat(gates.find(home.writeKey())).isEmpty();
                assertThat(gates.find(fresh)).isPresent();
            }
            for (int i = 0; i < 6; i++) {
                gates.step();
                assertThat(gates.find(home.writeKey())).isEmpty();
            }
        }
    }

    @Test
    void aTopicOfSourcesThatHasForgottenTakesNoKeyAway() {
        try (CollectorGates gates = ready()) {
            broker.deleteBefore(TOPIC + ".sources", 0, -1);
            broker.stop();
            assertThatThrownBy(gates::step).isInstanceOf(TidebankException.class);
            broker.start();
            while (!gates.isCurrent()) {
                step(gates);
            }

            assertThat(gates.find(home.writeKey())).isPresent();
            assertThat(gates.brands()).containsExactly(TopicHome.BRAND);
        }
    }

    @Test
    void aTopicOfSourcesThatHasForgottenIsToldOnceMore() {
        AtomicLong now = new AtomicLong(System.currentTimeMillis());
        InstantSource source = () -> Instant.ofEpochMilli(now.get());
        BrandKeys keys = BrandKeys.open(folder.resolve("home"), TopicHome.BRAND);
        String key = TopicKeys.text(TopicKeys.sealing(TopicKeys.opening(keys.topicKey())));
        JournalTopic.Owner owner = new JournalTopic.Owner(
                TopicHome.BRAND,
                home.brand().intake(),
                home.tidebank().sources(),
                keys,
                source.withZone(ZoneOffset.UTC));
        try (NoticeWriter notices = new NoticeWriter(settings(TopicLimits.DEFAULTS), owner, key);
                CollectorGates gates = collector()) {
            notices.tell();
            broker.deleteBefore(TOPIC + ".sources", 0, -1);
            notices.tell();
            gates.step();
            assertThat(gates.isReady()).isFalse();

            now.addAndGet(Duration.ofMinutes(10).toMillis());
            notices.tell();
            learn(gates);
            assertThat(gates.find(home.writeKey())).isPresent();
        }
    }

    @Test
    void aCollectorWritesRecordsAsLargeAsItsHomeAllows() {
        broker.topic("wide", 1, Map.of("max.message.bytes", "5000000"));
        broker.topic("wide.sources", 1);
        String settings = TopicHome.settings(broker, "wide", "collectors: true\nrecord_kb: 4000");
        home.restart(settings + "limits: {event_kb: 4000, batch_kb: 4000}\n");
        home.topic().tend();
        byte[] noise = new byte[1_200_000];
        new Random(9).nextBytes(noise);
        TopicSettings wide = TopicSettings.ofCollector(broker.bootstrap(), "wide", Map.of());
        try (CollectorGates gates = CollectorGates.open(wide, Clock.systemUTC())) {
            learn(gates);
            Source source = gates.find(home.writeKey()).orElseThrow();
            String large = event("a")
                    .replace(
                            "{",
                            "{\"properties\":{\"noise\":\"%s\"},"
                                    .formatted(Base64.getEncoder().encodeToString(noise)));

            assertThat(isTaken(gates, source, large)).isTrue();
            assertThat(home.drain()).isEqualTo(1);
            assertThat(home.touchIds()).containsExactly("a");
        }
    }

    private static boolean isTakenNow(CollectorGates gates, Source source, String event) {
        try {
            return isTaken(gates, source, event);
        } catch (TidebankException e) {
            return false;
        }
    }

    private static void onlyOneTriesAndTheOthersAreToldAtOnce(CollectorGates gates, Source source) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> refused = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                refused.add(threads.submit(() -> {
                    try {
                        return isTaken(gates, source, event("b"));
                    } catch (TidebankException e) {
                        return e.code() == TopicError.TOPIC_UNAVAILABLE;
                    }
                }));
            }
            int atOnce = 0;
            for (Future<Boolean> one : refused) {
                atOnce += one.get() ? 1 : 0;
            }
            assertThat(atOnce).isBetween(15, 19);
        }
    }

    @Test
    void whatFindsNoRoomIsToComeAgain() throws Exception {
        home.topic().tend();
        TopicLimits little = new TopicLimits(64 << 10, 64 << 10, Duration.ofSeconds(2));
        byte[] noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        String event = "{\"type\":\"track\",\"event\":\"Seen\",\"userId\":\"u\",\"properties\":{\"noise\":\"%s\"}}"
                .formatted(HexFormat.of().formatHex(noise).substring(0, 20_000));
        try (CollectorGates gates = CollectorGates.open(settings(little), Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            learn(gates);
            Source source = gates.find(home.writeKey()).orElseThrow();
            while (!isTakenNow(gates, source, event)) {
                Thread.onSpinWait();
            }
            List<String> told = new ArrayList<>();
            for (int round = 0; round < 50 && !told.contains("later"); round++) {
                List<Future<String>> answers = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    answers.add(threads.submit(() -> answer(gates, source, event)));
                }
                for (Future<String> answer : answers) {
                    told.add(answer.get());
                }
            }
            assertThat(told).contains("taken", "later");
        }
    }

    private static String answer(CollectorGates gates, Source source, String event) {
        try {
            return isTaken(gates, source, event) ? "taken" : "later";
        } catch (TidebankException e) {
            return e.code().name();
        }
    }
}
