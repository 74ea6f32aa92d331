package io.tidebank.collect.topic;

import io.tidebank.collect.feed.kafka.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A real broker in this process, and for each test a topic of its own with a home that takes it in. */
abstract class TopicOfItsOwn {

    @TempDir
    static Path brokerFolder;

    static KafkaBroker broker;

    @TempDir
    Path folder;

    String topic;
    TopicHome home;

    private final int partitions;
    private final String settings;

    /** @param settings further lines of the journal's settings */
    TopicOfItsOwn(int partitions, String settings) {
        this.partitions = partitions;
        this.settings = settings;
    }

    @BeforeAll
    static void startBroker() {
        broker = new KafkaBroker(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.topic(topic, partitions);
        home = TopicHome.make(folder.resolve("home"), broker, topic, settings);
    }

    @AfterEach
    void close() {
        home.close();
    }
}
