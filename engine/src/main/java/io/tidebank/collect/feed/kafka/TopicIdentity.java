package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaCursor.Gap;
import io.tidebank.collect.feed.kafka.KafkaCursor.Naming;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Knows a topic again by the id that the brokers gave it when it was made. One that was deleted and made anew, or lies in
 * other brokers, counts its records from the start: by their offsets alone the first of them would seem to be read.
 */
final class TopicIdentity {

    private static final Duration TO_CLOSE = Duration.ofSeconds(2);

    /** A new partition is looked for that much more often than another topic of the same name. */
    private static final int ROUNDS = 6;

    private final Course course;
    private final Map<String, Object> settings;
    private final KafkaOffsets offsets;
    private final Duration every;
    private long askedAt;

    /** @param settings of Kafka's consumer */
    TopicIdentity(Course course, Map<String, Object> settings, KafkaOffsets offsets) {
        this.course = course;
        this.settings = settings;
        this.offsets = offsets;
        this.every = Duration.ofMillis(ROUNDS
                * Long.parseLong(
                        String.valueOf(settings.getOrDefault(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "10000"))));
    }

    /** Whether the brokers should be asked again: a topic may be made anew while it is read. */
    boolean isDue() {
        return System.nanoTime() - askedAt > every.toNanos();
    }

    /**
     * Notes which topics these are; true if that is new. One that is another than the one that was read is forgotten, if it
     * may be read from its start, and refused otherwise with FEED_GAP.
     */
    boolean note(Set<String> topics) throws InterruptedException {
        boolean isNew = false;
        askedAt = System.nanoTime();
        for (Map.Entry<String, String> found : ids(topics).entrySet()) {
            String topic = found.getKey();
            String known = offsets.id(topic);
            if (known != null && !known.equals(found.getValue())) {
                refuseUnlessReadable("Topic '%s' is not the one that was read".formatted(topic));
                offsets.forget(topic);
            }
            isNew |= !found.getValue().equals(known);
            offsets.identify(topic, found.getValue());
        }
        return isNew;
    }

    /** The same of a partition that has less in it than was read. */
    void refuseUnlessReadable(TopicPartition partition, long read) {
        refuseUnlessReadable("%s ends before offset %d, up to where it was read".formatted(partition, read));
    }

    private void refuseUnlessReadable(String found) {
        if (course.naming() == Naming.BY_PLACE) {
            throw new TidebankException(
                    FeedError.FEED_GAP, found + ": it was made anew. Read it by a feed and a source of other names");
        }
        if (course.gap() == Gap.STOP) {
            throw new TidebankException(
                    FeedError.FEED_GAP,
                    found
                            + ": it was made anew. To read it from its start: 'gap: skip' in the file that names the topic");
        }
    }

    /** Of those that are there, as far as the brokers give any. */
    private Map<String, String> ids(Set<String> topics) throws InterruptedException {
        Map<String, String> ids = new HashMap<>();
        Admin admin = Admin.create(patient());
        try {
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                    admin.describeTopics(topics).topicNameValues().entrySet()) {
                Uuid id = id(topic.getValue());
                if (!id.equals(Uuid.ZERO_UUID)) {
                    ids.put(topic.getKey(), id.toString());
                }
            }
            return ids;
        } finally {
            admin.close(TO_CLOSE);
        }
    }

    /** A consumer's settings, but that it takes no time for the whole that is shorter than that of a part. */
    private Map<String, Object> patient() {
        Map<String, Object> patient = new HashMap<>(settings);
        patient.put(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                settings.get(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
        return patient;
    }

    private static Uuid id(KafkaFuture<TopicDescription> topic) throws InterruptedException {
        try {
            return topic.get().topicId();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Uuid.ZERO_UUID;
            }
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
        }
    }
}
