package io.tidebank.collect.topic;

import static io.tidebank.collect.topic.TopicHome.event;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.feed.kafka.KafkaCursor;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaCursor.Gap;
import io.tidebank.collect.feed.kafka.KafkaCursor.Naming;
import io.tidebank.collect.feed.kafka.KafkaCursor.Start;
import io.tidebank.collect.feed.kafka.KafkaOffsets;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.intake.Tail;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.source.Source;
import io.tidebank.error.TidebankException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What Kafka as the journal promises: taken once, in the lake once, whatever comes and goes. */
class JournalTopicTest extends TopicOfItsOwn {

    JournalTopicTest() {
        super(3, "record_kb: 8");
    }

    @Test
    void whatIsTakenByKafkaComesToTheLakeOnce() {
        assertThat(home.batch(event("a"), event("b"))).isEqualTo(new Taken(2, 0, 0, 0));
        home.batch(event("b"), event("c"));

        assertThat(home.brand().intake().journal().accepted()).isZero();
        assertThat(home.drain()).isEqualTo(2);
        assertThat(home.touchIds()).containsExactly("a", "b", "c");
        assertThat(home.brand().intake().journal().duplicates()).isEqualTo(1);
        assertThat(home.topic().status().waiting()).isEqualTo(OptionalLong.of(0));
        assertThat(home.topic().status().lag()).isZero();
        assertThat(home.topic().status().written()).isEqualTo(2);
        assertThat(home.topic().status().read()).isEqualTo(2);
    }

    @Test
    void whatEachSourceSentIsToldOfEachThoughItIsWrittenTogether() {
        Source other = home.tidebank().sources().create(TopicHome.BRAND, "app").source();
        home.batch(event("a"), event("b"), "{\"type\":\"track\",\"event\":\"nobody's\",\"messageId\":\"x\"}");
        TopicHome.send(home.brand().gate(), other, Endpoint.TRACK, event("a"));
        home.drain();
        home.batch(event("a"), event("c"));
        home.drain();

        Tail.Counts web = counts(TopicHome.SOURCE);
        Tail.Counts app = counts("app");
        assertThat(web.accepted()).isEqualTo(3);
        assertThat(web.duplicates()).isEqualTo(1);
        assertThat(web.quarantined()).isEqualTo(1);
        assertThat(app.accepted()).isEqualTo(1);
        assertThat(home.column("SELECT source || ' ' || touch_id FROM touch ORDER BY 1"))
                .containsExactly("app a", "web a", "web b", "web c");
        assertThat(home.brand().intake().quarantined().rows()).isEqualTo(1);
    }

    private Tail.Counts counts(String source) {
        return Objects.requireNonNull(home.brand().intake().tail().counts().get(source));
    }

    @Test
    void aHomeThatEndsAnywhereGoesOnExactlyThere() {
        home.batch(event("a"), "{\"type\":\"track\",\"event\":\"Nameless\",\"userId\":\"u\"}");
        home.restart();
        home.drain();
        home.restart();
        home.batch(event("b"));
        home.drain();
        home.column("SELECT 1");
        home.restartWithoutJournal();
        home.batch(event("c"), "{\"type\":\"track\",\"event\":\"Nameless\",\"userId\":\"u\"}");

        assertThat(home.drain()).isEqualTo(1);
        assertThat(home.column("SELECT touch_id FROM touch WHERE name = 'Seen' ORDER BY 1"))
                .containsExactly("a", "b", "c");
        assertThat(home.column("SELECT count(*) FROM touch WHERE name = 'Nameless'"))
                .containsExactly("2");
    }

    @Test
    void whatOnlyTheLostJournalHeldIsReadOnceMore() {
        home.batch(event("a"));
        home.drain();
        home.touchIds();
        home.batch(event("b"), "{\"type\":\"track\",\"event\":\"Seen\",\"userId\":\"u\"}");
        home.drain();
        home.restartWithoutJournal();

        assertThat(home.drain()).isEqualTo(1);
        assertThat(home.touchIds()).hasSize(3).contains("a", "b");
    }

    @Test
    void aBatchLargerThanARecordBecomesSeveral() {
        Random random = new Random(5);
        String[] events = IntStream.range(0, 100)
                .mapToObj(i -> {
                    byte[] noise = new byte[600];
                    random.nextBytes(noise);
                    return "{\"type\":\"track\",\"event\":\"Seen\",\"messageId\":\"m%02d\",\"anonymousId\":\"a\",\"properties\":{\"noise\":\"%s\",\"price\":1.10}}"
                            .formatted(i, Base64.getEncoder().encodeToString(noise));
                })
                .toArray(String[]::new);
        String body =
                "{\"context\":{\"library\":{\"name\":\"java\"}},\"batch\":[%s],\"sentAt\":\"2026-11-22T05:00:00Z\"}"
                        .formatted(String.join(",", events));

        assertThat(TopicHome.send(home.brand().gate(), home.source(), Endpoint.BATCH, body))
                .isEqualTo(new Taken(100, 0, 0, 0));
        assertThat(home.topic().status().written()).isEqualTo(1);

        assertThat(home.drain()).isGreaterThan(5);
        assertThat(home.touchIds()).hasSize(100).doesNotHaveDuplicates();
        assertThat(home.column(
                        "SELECT count(*) FROM touch WHERE context LIKE '%\"java\"%' AND properties LIKE '%1.10%'"))
                .containsExactly("100");
    }

    @Test
    void aBatchWithSomethingBeyondMeasureBecomesSeveralAsWell() {
        Random random = new Random(7);
        String[] events = Stream.of("1", "[".repeat(70) + "]".repeat(70), "1e99999999999")
                .map(value -> {
                    byte[] noise = new byte[4_000];
                    random.nextBytes(noise);
                    return "{\"type\":\"track\",\"event\":\"Seen\",\"messageId\":\"m%d\",\"userId\":\"u\",\"properties\":{\"noise\":\"%s\",\"x\":%s}}"
                            .formatted(value.length(), Base64.getEncoder().encodeToString(noise), value);
                })
                .toArray(String[]::new);

        assertThat(home.batch(events)).isEqualTo(new Taken(1, 0, 2, 0));
        assertThat(home.drain()).isGreaterThan(1);
        assertThat(home.touchIds()).containsExactly("m1");
        assertThat(home.brand().importer().quarantined("live", 10).rows())
                .extracting(row -> String.valueOf(row.getLast()))
                .containsExactlyInAnyOrder(events[1], events[2]);
    }

    @Test
    void anEventLargerThanARecordIsRefusedForGood() {
        byte[] noise = new byte[20_000];
        new Random(6).nextBytes(noise);
        String event =
                "{\"type\":\"track\",\"event\":\"Seen\",\"messageId\":\"m\",\"userId\":\"u\",\"properties\":{\"noise\":\"%s\"}}"
                        .formatted(Base64.getEncoder().encodeToString(noise));

        assertThatThrownBy(() -> home.batch(event, event("b")))
                .isInstanceOf(TidebankException.class)
                .hasMessageContaining("as a record of Kafka; 8,192 are allowed");
    }

    @Test
    void nothingOfAPersonCanBeReadInKafka() throws Exception {
        home.batch(
                "{\"type\":\"identify\",\"messageId\":\"m\",\"userId\":\"jane@secret.example\",\"traits\":{\"email\":\"jane@secret.example\"}}");

        try (Stream<Path> files = Files.walk(brokerFolder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("jane@secret");
            }
        }
        assertThat(home.drain()).isEqualTo(1);
        assertThat(home.touchIds()).hasSize(1);
    }

    @Test
    void brandsMayShareATopicButAnotherHomeOfTheSameBrandMayNot() {
        home.tidebank().add("other", java.time.ZoneId.of("UTC"), java.util.Currency.getInstance("EUR"));
        home.batch(event("a"));
        try (TopicHome stranger = TopicHome.make(folder.resolve("stranger"), broker, topic, "")) {
            assertThatThrownBy(stranger::drain)
                    .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_LOCKED)
                    .hasMessageContaining("was sealed for another home");
            assertThat(stranger.topic().status().fault()).startsWith("TOPIC_LOCKED: Record 0 of " + topic);
        }
        broker.send(topic, 0, "what somebody else wrote there");

        assertThat(home.drain()).isEqualTo(2);
        assertThat(home.topic().status().read()).isEqualTo(1);
        assertThat(home.touchIds()).isEqualTo(List.of("a"));
    }

    @Test
    void aTopicThatIsNotThereIsTold() {
        try (TopicHome lost = TopicHome.make(folder.resolve("lost"), broker, "no-such-topic", "")) {
            assertThatThrownBy(() -> lost.batch(event("a")))
                    .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_WRITE_UNKNOWN);
            assertThatThrownBy(lost::drain).hasMessage("There is no topic 'no-such-topic', or it may not be read");
        }
    }

    /** Each event has a context of its own, so that none is written once for all. */
    @Test
    void aRequestThatBecomesManyTimesWhatItWasComesToTheLakeWhole() {
        home.restart(
                TopicHome.settings(broker, topic, "record_kb: 900").replace("journal:\n", "journal:\n  batch_mb: 1\n"));
        String[] events = IntStream.range(0, 200)
                .mapToObj(i -> event("m%03d".formatted(i))
                        .replace("{\"type\"", "{\"context\":{\"i\":%d},\"type\"".formatted(i)))
                .toArray(String[]::new);
        String body =
                "{\"context\":{\"x\":\"%s\"},\"batch\":[%s]}".formatted("y".repeat(20_000), String.join(",", events));
        TopicHome.send(home.brand().gate(), home.source(), Endpoint.BATCH, body);
        home.batch(event("behind"));

        assertThat(home.drain()).isEqualTo(2);
        assertThat(home.touchIds()).hasSize(201).contains("behind", "m000", "m199");
        assertThat(home.drain()).isZero();
    }

    @Test
    void whatWasAcceptedIsKeptThoughTheLimitsAreLowerByNow() {
        String[] events = IntStream.range(0, 60)
                .mapToObj(i -> event("m%02d".formatted(i)))
                .toArray(String[]::new);
        home.batch(events);
        String identify =
                "{\"userId\":\"u\",\"messageId\":\"large\",\"traits\":{\"note\":\"%s\"}}".formatted("n".repeat(3_000));
        TopicHome.send(home.brand().gate(), home.source(), Endpoint.IDENTIFY, identify);
        home.restart(TopicHome.settings(broker, topic, "")
                + "limits: {event_kb: 1, batch_kb: 1, batch_events: 10, depth: 8}\n");

        assertThat(home.drain()).isEqualTo(2);
        assertThat(home.touchIds()).hasSize(61).contains("m00", "m59", "large");
        assertThat(home.brand().intake().quarantined().rows()).isZero();
    }

    @Test
    void anEventWithoutANameHasTheSameOneWheneverItIsRead() throws Exception {
        home.batch("{\"type\":\"track\",\"event\":\"Seen\",\"userId\":\"u\"}", event("a"));
        home.drain();
        List<String> before = home.touchIds();
        home.close();
        try (TopicHome again = TopicHome.make(folder.resolve("again"), broker, topic, "")) {
            again.close();
            Path keys = Files.createDirectories(folder.resolve("again/keys"));
            Files.copy(
                    folder.resolve("home/keys/acme.key"),
                    keys.resolve("acme.key"),
                    StandardCopyOption.REPLACE_EXISTING);
            again.restart();
            again.drain();
            assertThat(again.touchIds()).isEqualTo(before);
        }
    }

    @Test
    void whatAStepHadReadAndNotKeptIsReadAgainWhateverEndedIt() throws Exception {
        IntStream.range(0, 12).forEach(i -> broker.send(topic, 0, i + "-".repeat(800_000)));
        try (TopicCursor cursor = cursor()) {
            List<Integer> parts = new ArrayList<>();
            assertThatThrownBy(() -> cursor.step(open -> read(open, parts, 1))).isInstanceOf(OutOfMemoryError.class);
            assertThat(parts).containsExactly(6);
            while (parts.stream().mapToInt(part -> part).sum() < 12) {
                cursor.step(open -> read(open, parts, Integer.MAX_VALUE));
            }

            assertThat(parts).as("no part is more than some megabytes").allMatch(part -> part <= 6);
            assertThat(parts.stream().mapToInt(part -> part).sum()).isEqualTo(12);
        }
    }

    private String kept = KafkaOffsets.none().text();

    private TopicCursor cursor() {
        TopicSettings settings = new TopicSettings(
                broker.bootstrap(),
                topic,
                Map.of("max.partition.fetch.bytes", "20000000"),
                TopicLimits.DEFAULTS,
                false,
                Gap.STOP);
        return new TopicCursor(
                settings,
                new Course(List.of(topic), Start.EARLIEST, Gap.STOP, Naming.BY_CONTENT),
                () -> KafkaOffsets.parse(kept));
    }

    /** Keeps so many parts and then runs out of memory. */
    private int read(KafkaCursor open, List<Integer> parts, int most) throws InterruptedException {
        open.findPartitions();
        return open.read(new KafkaCursor.Taker() {

            private int records;

            @Override
            public int add(ConsumerRecord<byte[], byte[]> record) {
                if (parts.size() == most) {
                    throw new OutOfMemoryError("as if");
                }
                records++;
                return record.value().length;
            }

            @Override
            public void keep(KafkaOffsets behind) {
                if (records > 0) {
                    parts.add(records);
                }
                records = 0;
                kept = behind.text();
            }
        });
    }

    @Test
    void whatWaitsInTheTopicBeforeIsTakenWhereAnotherIsNamed() {
        home.batch(event("a"));
        home.drain();
        home.batch(event("b"));
        broker.topic(topic + "-next", 1);
        home.restart(TopicHome.settings(broker, topic + "-next", ""));
        home.batch(event("c"));
        home.drain();
        assertThat(home.touchIds()).containsExactly("a", "b", "c");

        broker.send(topic, 0, "what somebody else writes there");
        home.restart();
        assertThat(home.drain()).isEqualTo(1);
        home.restart();
        assertThat(home.drain()).isZero();
        assertThat(home.touchIds()).containsExactly("a", "b", "c");
    }

    @Test
    void settingsThatKafkaDoesNotTakeAreToldAsWhatTheyAre() {
        home.restart(
                TopicHome.settings(broker, topic, "").replace("{metadata", "{security.protocol: NONSENSE, metadata"));

        assertThatThrownBy(home::drain).hasFieldOrPropertyWithValue("code", TopicError.TOPIC_INVALID);
        assertThatThrownBy(() -> home.batch(event("a")))
                .hasFieldOrPropertyWithValue("code", TopicError.TOPIC_INVALID)
                .hasMessageContaining("Kafka takes no such settings: ");
        assertThat(home.topic().status().writeProblem()).contains("NONSENSE");
    }

    @Test
    void aRecordThatTheBrokersNeverTakeConcernsItsSenderAlone() {
        broker.topic("narrow", 1, Map.of("max.message.bytes", "20000"));
        home.restart(TopicHome.settings(broker, "narrow", ""));
        byte[] noise = new byte[22_000];
        new Random(8).nextBytes(noise);
        String event = event("large")
                .replace(
                        "{",
                        "{\"properties\":{\"noise\":\"%s\"},"
                                .formatted(Base64.getEncoder().encodeToString(noise)));

        assertThatThrownBy(() -> home.batch(event))
                .hasFieldOrPropertyWithValue("code", JournalError.JOURNAL_BATCH_TOO_LARGE);
        assertThat(home.topic().status().writeProblem()).isNull();
        assertThat(home.batch(event("a"))).isEqualTo(new Taken(1, 0, 0, 0));
    }
}
