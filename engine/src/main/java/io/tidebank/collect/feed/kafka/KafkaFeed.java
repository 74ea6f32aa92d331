package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.FeedProgress;
import io.tidebank.error.TidebankException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Reads topics from where the journal says that it stands, which is written together with the records up to there. With it
 * stands up to when all had been read: what was made since was never told, however long ago that is.
 */
final class KafkaFeed implements Feed {

    private final KafkaSettings settings;
    private final FeedDesk desk;
    private final KafkaCursor cursor;
    private KafkaMark mark;
    private Instant setOutAt = Instant.EPOCH;
    private boolean isAtRest;

    private KafkaFeed(KafkaSettings settings, FeedDesk desk, KafkaCursor cursor, KafkaMark mark) {
        this.settings = settings;
        this.desk = desk;
        this.cursor = cursor;
        this.mark = mark;
        this.isAtRest = mark.told().values().stream().allMatch(desk::isRecent);
    }

    static KafkaFeed open(KafkaSettings settings, FeedDesk desk) {
        KafkaMark mark = desk.position().map(KafkaMark::parse).orElseGet(KafkaMark::none);
        Map<String, Instant> told = new HashMap<>(mark.told());
        // Marks of before did not say it: such a topic is taken for one that is read all the time.
        mark.offsets()
                .topics()
                .forEach(topic -> told.putIfAbsent(topic, desk.clock().instant()));
        KafkaOffsets offsets = mark.offsets();
        try {
            return new KafkaFeed(
                    settings,
                    desk,
                    KafkaCursor.open(settings.course(), settings.consumer(), offsets),
                    new KafkaMark(offsets.copy(), told));
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TidebankException(
                    FeedError.FEED_INVALID,
                    "Kafka takes no such properties: %s"
                            .formatted(desk.secrets().hide(String.valueOf(cause.getMessage()))),
                    e);
        }
    }

    @Override
    public FeedProgress poll() throws InterruptedException {
        return asked(() -> {
            cursor.findPartitions();
            Instant now = desk.clock().instant();
            if (cursor.setOut()) {
                setOutAt = now;
            }
            Delivery delivery = new Delivery();
            int read = cursor.read(delivery);
            OptionalLong waiting = read > 0 ? cursor.lag() : OptionalLong.of(cursor.waiting());
            boolean arrived = cursor.hasArrived();
            if (arrived && !isAtRest) {
                deliver(new KafkaDocuments(desk, mark.told()), mark.offsets(), true);
            }
            return new FeedProgress(read, !arrived, waiting, null, delivery.without);
        });
    }

    private void deliver(KafkaDocuments documents, KafkaOffsets behind, boolean arrives) throws InterruptedException {
        Map<String, Instant> told = new HashMap<>(mark.told());
        behind.topics().forEach(topic -> told.putIfAbsent(topic, Instant.EPOCH));
        if (arrives) {
            settings.course().topics().forEach(topic -> told.put(topic, setOutAt));
        }
        KafkaMark reached = new KafkaMark(behind, told);
        desk.deliver(documents.events(), documents.bad(), reached.text());
        mark = reached;
        isAtRest = arrives;
    }

    /** Records on their way to the journal. */
    private final class Delivery implements KafkaCursor.Taker {

        private KafkaDocuments documents = new KafkaDocuments(desk, mark.told());
        private long without;

        @Override
        public int add(ConsumerRecord<byte[], byte[]> record) {
            documents.add(record);
            return Math.max(0, record.serializedValueSize());
        }

        @Override
        public void keep(KafkaOffsets behind) throws InterruptedException {
            deliver(documents, behind, cursor.isArrival(behind));
            without += documents.without();
            documents = new KafkaDocuments(desk, mark.told());
        }
    }

    /** Something to ask Kafka. */
    @FunctionalInterface
    private interface Question<T> {

        T ask() throws InterruptedException;
    }

    /** Asks it, Kafka's failures in Tidebank's words. */
    private <T> T asked(Question<T> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (KafkaException e) {
            throw new TidebankException(
                    FeedError.FEED_UNREACHABLE,
                    "Kafka does not answer feed '%s': %s"
                            .formatted(settings.name(), desk.secrets().hide(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    @Override
    public List<String> check() throws InterruptedException {
        return asked(() -> {
            List<String> lines = new ArrayList<>();
            for (String topic : settings.course().topics()) {
                lines.add(cursor.look(topic));
            }
            return lines;
        });
    }

    @Override
    public void close() {
        cursor.close();
    }
}
