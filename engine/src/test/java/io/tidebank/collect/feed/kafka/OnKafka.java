package io.tidebank.collect.feed.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.feed.FeedHome;
import io.tidebank.collect.feed.FeedStatus;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A real broker in this process, a topic of two partitions of its own for each test, and a home that reads it. */
abstract class OnKafka {

    @TempDir
    static Path brokerFolder;

    static KafkaBroker broker;
    static KafkaProducer<String, byte[]> producer;

    @TempDir
    Path folder;

    FeedHome home;
    String topic;

    @BeforeAll
    static void startBroker() {
        broker = new KafkaBroker(brokerFolder);
        producer = broker.producer(Map.of("linger.ms", 0, "delivery.timeout.ms", 60_000, "request.timeout.ms", 5_000));
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.topic(topic, 2);
        home = new FeedHome(folder, new KafkaFeeds());
        home.feed("orders", feed());
    }

    @AfterEach
    void close() {
        home.close();
    }

    /** The file of the feed {@code orders}. */
    abstract String feed();

    final void send(int partition, String value) {
        KafkaBroker.send(producer, topic, partition, value.getBytes(UTF_8));
    }

    static String event(String messageId) {
        return """
                {"type":"track","event":"Signed Up","messageId":"%s","userId":"u"}""".formatted(messageId);
    }

    final FeedStatus.Counts run() {
        return home.feeds().run("orders", Progress.NONE);
    }

    final List<String> touchIds() {
        home.intake().commit();
        return home.touchIds();
    }
}
