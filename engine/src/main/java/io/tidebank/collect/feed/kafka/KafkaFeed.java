package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.FeedProgress;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Reads topics from where the journal says that it stands, which is written together with the records up to there. */
final class KafkaFeed implements Feed {

    private final KafkaSettings settings;
    private final FeedDesk desk;
    private final KafkaCursor cursor;

    private KafkaFeed(KafkaSettings settings, FeedDesk desk, KafkaCursor cursor) {
        this.settings = settings;
        this.desk = desk;
        this.cursor = cursor;
    }

    static KafkaFeed open(KafkaSettings settings, FeedDesk desk) {
        KafkaOffsets offsets = desk.position().map(KafkaOffsets::parse).orElseGet(KafkaOffsets::none);
        try {
            return new KafkaFeed(settings, desk, KafkaCursor.open(settings.course(), settings.consumer(), offsets));
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
            cursor.setOut();
            int read = cursor.read(new Delivery());
            OptionalLong waiting = read > 0 ? cursor.lag() : OptionalLong.of(cursor.waiting());
            return new FeedProgress(read, !cursor.hasArrived(), waiting);
        });
    }

    /** Records on their way to the journal. */
    private final class Delivery implements KafkaCursor.Taker {

        private KafkaDocuments documents = new KafkaDocuments(desk);

        @Override
        public int add(ConsumerRecord<byte[], byte[]> record) {
            documents.add(record);
            return Math.max(0, record.serializedValueSize());
        }

        @Override
        public void keep(KafkaOffsets behind) throws InterruptedException {
            desk.deliver(documents.events(), documents.bad(), behind.text());
            documents = new KafkaDocuments(desk);
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
