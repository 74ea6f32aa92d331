package io.tidebank.server.feed;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.topic.JournalTopic;
import io.tidebank.error.TidebankException;
import io.tidebank.server.PacedThread;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Takes into the home what waits for it in Kafka, and tells collectors whom to listen to: for each brand that has outgrown its own journal. */
@Component
@Lazy(false)
class TopicLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicLoop.class);
    private static final Duration NEW_BRANDS = Duration.ofSeconds(2);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);
    private static final Duration NO_TOPIC = Duration.ofSeconds(5);

    private final Tidebank tidebank;
    private final Map<String, PacedThread> threads = new LinkedHashMap<>();
    private @Nullable PacedThread watch;

    TopicLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @Override
    public void start() {
        watch = PacedThread.start("brands of Kafka", Duration.ZERO, this::startMissing);
    }

    private Duration startMissing() {
        for (String brand : tidebank.brandNames()) {
            threads.computeIfAbsent("topic of " + brand, name -> start(name, brand, TopicLoop::read));
            threads.computeIfAbsent("care for the topic of " + brand, name -> start(name, brand, TopicLoop::tend));
        }
        return NEW_BRANDS;
    }

    private interface Work {

        /** Does some of it, and returns how long to pause. */
        Duration on(JournalTopic topic) throws InterruptedException;
    }

    private PacedThread start(String name, String brand, Work work) {
        return PacedThread.start(name, Duration.ZERO, () -> step(brand, work));
    }

    private static Duration read(JournalTopic topic) throws InterruptedException {
        topic.step();
        return Duration.ZERO;
    }

    private static Duration tend(JournalTopic topic) {
        topic.tend();
        return BETWEEN_NEWS;
    }

    private Duration step(String brand, Work work) {
        try {
            JournalTopic topic = topic(brand);
            return topic == null ? NO_TOPIC : work.on(topic);
        } catch (InterruptedException e) {
            // It is being closed.
            return AFTER_A_FAULT;
        } catch (TidebankException e) {
            LOG.error("Kafka and brand {}: {} {}", brand, e.code().name(), e.getMessage());
            return AFTER_A_FAULT;
        }
    }

    /** A brand without a source has no journal, and none is made for it. */
    private @Nullable JournalTopic topic(String brand) {
        return tidebank.sources().any(brand) ? tidebank.brand(brand).topic().orElse(null) : null;
    }

    /** Lets the steps that are on come to their ends. */
    @Override
    public void stop() {
        PacedThread watching = watch;
        if (watching != null) {
            watching.stop();
        }
        threads.values().forEach(PacedThread::askToStop);
        for (String brand : tidebank.brandNames()) {
            JournalTopic topic = threads.isEmpty() ? null : topic(brand);
            if (topic != null) {
                topic.askToClose();
            }
        }
        threads.values().forEach(PacedThread::stop);
        threads.clear();
        watch = null;
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    /** After the web server has stopped taking requests, and before the last commit. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
