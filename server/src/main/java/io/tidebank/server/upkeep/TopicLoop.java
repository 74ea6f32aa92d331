package io.tidebank.server.upkeep;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.topic.JournalTopic;
import io.tidebank.error.TidebankException;
import io.tidebank.server.PacedThread;
import io.tidebank.server.RareLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Takes into the home what waits for it in Kafka, and tells collectors whom to listen to: for each brand that has outgrown its own journal. */
@Component
@Lazy(false)
class TopicLoop implements SmartLifecycle {

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(TopicLoop.class));
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);

    private final Tidebank tidebank;
    private final BrandThreads threads;

    /** Those that are read. One that cannot be opened any more when the server stops has nobody who waits in it. */
    private final List<JournalTopic> topics = new ArrayList<>();

    TopicLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
        this.threads = new BrandThreads("brands of Kafka", tidebank, this::start);
    }

    @Override
    public void start() {
        threads.start();
    }

    private List<PacedThread> start(String brand) {
        return tidebank.topic(brand).map(topic -> start(brand, topic)).orElse(List.of());
    }

    private List<PacedThread> start(String brand, JournalTopic topic) {
        topics.add(topic);
        return List.of(
                start("topic of " + brand, () -> read(topic)),
                start("care for the topic of " + brand, () -> tend(topic)));
    }

    private interface Work {

        /** Does some of it, and returns how long to pause. */
        Duration step() throws InterruptedException;
    }

    private static PacedThread start(String name, Work work) {
        return PacedThread.start(name, Duration.ZERO, () -> step(name, work));
    }

    private static Duration read(JournalTopic topic) throws InterruptedException {
        topic.step();
        return Duration.ZERO;
    }

    private static Duration tend(JournalTopic topic) {
        topic.tend();
        return BETWEEN_NEWS;
    }

    private static Duration step(String name, Work work) {
        try {
            return work.step();
        } catch (InterruptedException e) {
            // It is being closed.
            return AFTER_A_FAULT;
        } catch (TidebankException e) {
            LOG.error(name, e);
            return AFTER_A_FAULT;
        }
    }

    /** Lets the steps that are on come to their ends. */
    @Override
    public void stop() {
        threads.stop(() -> topics.forEach(JournalTopic::askToClose));
        topics.clear();
    }

    @Override
    public boolean isRunning() {
        return threads.areRunning();
    }

    /** After the web server has stopped taking requests, and before the last commit. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
