package io.tidebank.collect.topic;

import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.source.Sources;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Kafka that is a brand's journal, at its home: what this process is sent goes there like what every other
 * collector is sent, and {@link #step} takes all of it from there, once.
 */
public final class JournalTopic implements AutoCloseable {

    private final TopicWriter writer;
    private final TopicGate gate;
    private final TopicReader reader;
    private final TopicTally tally;
    private final @Nullable NoticeWriter notices;
    private final Clock clock;

    /**
     * The home's side.
     *
     * @param intake the brand's own door, where what was in the topic is taken
     * @param sources in whose names requests are sent
     */
    public record Owner(String brand, Intake intake, Sources sources, BrandKeys keys, Clock clock) {}

    private JournalTopic(TopicSettings settings, Owner owner) {
        PrivateKey opening = TopicKeys.opening(owner.keys().topicKey());
        PublicKey sealing = TopicKeys.sealing(opening);
        this.clock = owner.clock();
        this.writer = new TopicWriter(settings, settings.topic());
        this.gate = new TopicGate(owner.brand(), settings, owner.intake(), new TopicSeal(sealing), writer);
        this.tally = new TopicTally(settings.topic());
        this.reader = new TopicReader(settings, owner, new TopicOpener(opening), tally);
        this.notices = settings.collectors() ? new NoticeWriter(settings, owner, TopicKeys.text(sealing)) : null;
    }

    /** Asks nothing of Kafka yet: brokers that are away are no reason not to start. */
    public static JournalTopic open(TopicSettings settings, Owner owner) {
        return new JournalTopic(settings, owner);
    }

    /** Where requests of this process are taken. */
    public Gate gate() {
        return gate;
    }

    /**
     * Takes some of what waits, and returns how many requests that were; it may wait a second for one. One thread's.
     *
     * @throws InterruptedException if it is closed meanwhile
     */
    public int step() throws InterruptedException {
        return reader.step();
    }

    /**
     * What is to be done every second or so: finds out whether Kafka is back, and tells collectors what is new, where there
     * are any. It may wait for Kafka. One thread's.
     */
    public void tend() {
        writer.retry();
        if (notices != null) {
            notices.tell();
        }
    }

    /** How it stands. */
    public TopicStatus status() {
        return tally.status(writer, clock.instant());
    }

    /** Ends a wait for room in the home's journal. */
    public void askToClose() {
        reader.askToClose();
    }

    /** After the last step: lets what is being written come to its end, and lets go of the brokers. */
    @Override
    public void close() {
        writer.close();
        if (notices != null) {
            notices.close();
        }
        reader.close();
    }
}
