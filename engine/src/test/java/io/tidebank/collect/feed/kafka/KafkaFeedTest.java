package io.tidebank.collect.feed.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.FeedState;
import io.tidebank.collect.feed.FeedStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** Against a real broker in this process; each test has a topic of its own. */
class KafkaFeedTest extends OnKafka {

    @Override
    String feed() {
        return file("");
    }

    private String file(String more) {
        return """
                feed: 1
                kind: kafka
                source: stream
                kafka:
                  bootstrap: %s
                  topics: [%s]
                  properties:
                    metadata.max.age.ms: 200
                    default.api.timeout.ms: 3000
                    request.timeout.ms: 2000
                %s""".formatted(broker.bootstrap(), topic, more.indent(2));
    }

    private void sendEvents(int from, int to) {
        IntStream.range(from, to).forEach(i -> send(i % 2, event("m%02d".formatted(i))));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj("m%02d"::formatted).toList();
    }

    private FeedStatus status() {
        return home.feeds().list().getFirst();
    }

    private void await(Predicate<FeedStatus> condition) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            while (!condition.test(status())) {
                Thread.sleep(20);
            }
        });
    }

    @Test
    void recordsBecomeTouchesAndTheLakeHoldsTheOffsets() {
        sendEvents(0, 7);

        assertThat(run()).isEqualTo(new FeedStatus.Counts(7, 7, 0, 0, 0, 0));
        assertThat(touchIds()).isEqualTo(names(7));
        assertThat(home.touches().journalPosition().orElseThrow().feeds())
                .hasEntrySatisfying(
                        "orders",
                        position -> assertThat(position)
                                .matches("\\{\"%1$s\":\\[\"[\\w-]{22}\",4,3],\"@told\":\\{\"%1$s\":\\d{13}}}"
                                        .formatted(topic)));
        assertThat(home.column("SELECT DISTINCT source FROM touch")).containsExactly("stream");
    }

    @Test
    void aProcessThatEndsBetweenJournalAndLakeLosesAndRepeatsNothing() {
        sendEvents(0, 5);
        run();
        home.restart();
        sendEvents(5, 8);

        assertThat(run().read()).isEqualTo(3);
        assertThat(touchIds()).isEqualTo(names(8));
    }

    @Test
    void aLostJournalIsReadAgainFromWhereTheLakeStands() {
        sendEvents(0, 4);
        run();
        home.intake().commit();
        sendEvents(4, 9);
        run();
        home.restartWithoutJournal();

        assertThat(run().read()).isEqualTo(5);
        assertThat(touchIds()).isEqualTo(names(9));
    }

    @Test
    void whatAProducerSendsAgainUnderItsNameCountsOnce() {
        send(0, event("m00"));
        run();
        send(1, event("m00"));
        send(0, event("m00"));

        assertThat(run()).isEqualTo(new FeedStatus.Counts(2, 0, 2, 0, 0, 0));
        assertThat(touchIds()).containsExactly("m00");
    }

    @Test
    void partitionsThatCameLaterAreReadFromTheirStart() {
        home.feed("orders", file("start: latest"));
        send(0, event("before"));
        run();
        home.feeds().start();
        send(0, event("m00"));
        await(status -> status.counts().accepted() == 1);

        broker.morePartitions(topic, 4);
        send(3, event("m01"));
        send(2, event("m02"));
        await(status -> status.counts().accepted() == 3);
        assertThat(touchIds()).isEqualTo(names(3));
    }

    @Test
    void whereLatestWasIsNotAskedAgainAfterARestart() {
        home.feed("orders", file("start: latest"));
        send(0, event("before"));
        assertThat(run().read()).isZero();
        home.restart();
        send(0, event("m00"));

        assertThat(run().read()).isEqualTo(1);
        assertThat(touchIds()).containsExactly("m00");
    }

    @Test
    void recordsDeletedBeforeTheyWereReadAreToldAndPassedOverOnlyWhenToldSo() {
        sendEvents(0, 2);
        run();
        // Whoever reads on has asked for the next records already, and has them though they are deleted.
        home.restart();
        sendEvents(2, 8);
        broker.deleteBefore(topic, 0, 3);

        assertThatThrownBy(this::run)
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_GAP)
                .hasMessageContaining("-0 was read up to offset 1, and 2 records behind it were deleted");
        home.feed("orders", file("gap: skip"));
        run();
        assertThat(touchIds()).containsExactly("m00", "m01", "m03", "m05", "m06", "m07");
    }

    @Test
    void aPartitionOfWhichNothingWasReadHasAGapWhereItsStartWasDeleted() {
        sendEvents(0, 2);
        run();
        broker.morePartitions(topic, 3);
        IntStream.range(2, 6).forEach(i -> send(2, event("m%02d".formatted(i))));
        broker.deleteBefore(topic, 2, 3);
        home.restart();

        assertThatThrownBy(this::run)
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_GAP)
                .hasMessageContaining("-2 was read up to offset 0, and 3 records behind it were deleted");
    }

    /** Its records would be taken for those of the one before. */
    @Test
    void aTopicThatWasMadeAnewIsRefusedThoughItHasMoreInIt() {
        sendEvents(0, 2);
        run();
        broker.deleteTopic(topic);
        broker.topic(topic, 2);
        home.restart();
        sendEvents(2, 8);

        assertThatThrownBy(this::run)
                .hasFieldOrPropertyWithValue("code", FeedError.FEED_GAP)
                .hasMessage(
                        "Topic '%s' is not the one that was read: it was made anew. Read it by a feed and a source of other names",
                        topic);
    }

    @Test
    void aTopicThatIsMadeAnewWhileItIsReadIsRefused() {
        sendEvents(0, 4);
        home.feeds().start();
        await(status -> status.counts().accepted() == 4);

        broker.deleteTopic(topic);
        broker.topic(topic, 2);
        sendEvents(4, 12);

        await(status -> String.valueOf(status.fault()).contains("is not the one that was read: it was made anew"));
    }

    @Test
    void whatWasDeletedBeforeATopicWasFirstReadIsNoGap() {
        sendEvents(0, 6);
        broker.deleteBefore(topic, 1, 3);
        assertThat(run().read()).isEqualTo(3);
        home.restart();
        send(1, event("m06"));

        assertThat(run().read()).isEqualTo(1);
        assertThat(touchIds()).containsExactly("m00", "m02", "m04", "m06");
    }

    @Test
    void aRunEndsWhereTheTopicEndedWhenItBeganThoughMoreIsWrittenAllTheTime() {
        sendEvents(0, 10);
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 10; !over.get(); i++) {
                send(i % 2, event("m%02d".formatted(i)));
            }
        });
        try {
            FeedStatus.Counts brought = assertTimeoutPreemptively(Duration.ofSeconds(60), this::run);
            assertThat(brought.read()).isGreaterThanOrEqualTo(10);
        } finally {
            over.set(true);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> writer.join());
        run();
        assertThat(touchIds()).doesNotHaveDuplicates().containsAll(names(10));
    }

    @Test
    void onlyCommittedTransactionsAreRead() {
        try (KafkaProducer<String, byte[]> transactional = broker.producer(Map.of("transactional.id", "shop"))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            KafkaBroker.send(transactional, topic, 0, event("taken back").getBytes(UTF_8));
            transactional.abortTransaction();
            transactional.beginTransaction();
            KafkaBroker.send(transactional, topic, 0, event("m00").getBytes(UTF_8));
            transactional.commitTransaction();
        }

        run();
        assertThat(touchIds()).isEqualTo(names(1));
        assertThat(run().read()).isZero();
    }

    @Test
    void aLostBrokerIsToldAndWhenItIsBackAllGoesOnExactlyOnce() {
        home.feeds().start();
        sendEvents(0, 5);
        await(status -> status.counts().accepted() == 5);

        broker.stop();
        await(status -> status.state() == FeedState.FAULT);
        assertThat(status().fault()).startsWith("FEED_UNREACHABLE: Kafka does not answer feed 'orders'");
        broker.start();
        sendEvents(5, 12);
        await(status -> status.counts().accepted() == 12 && status.state() == FeedState.RUNNING);

        assertThat(status().fault()).isNull();
        assertThat(touchIds()).isEqualTo(names(12));
    }

    @Test
    void aCheckSaysWhatWaitsAndATopicThatIsNotThere() {
        sendEvents(0, 3);
        assertThat(home.feeds().check("orders")).containsExactly(topic + ": 2 partitions, 3 records wait");

        topic = "no-such-topic";
        home.feed("orders", file(""));
        assertThat(home.feeds().check("orders"))
                .containsExactly("no-such-topic: there is no such topic, or it may not be read");
        assertThatThrownBy(this::run).hasMessage("There is no topic 'no-such-topic', or it may not be read");
    }
}
