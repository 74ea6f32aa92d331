package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads every partition of some topics, new ones as they appear. It is in no consumer group: where it begins is for its
 * owner to say, and where it stands for its owner to keep. One thread's.
 */
public final class KafkaCursor implements AutoCloseable {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration TO_CLOSE = Duration.ofSeconds(2);

    private final Course course;
    private final Consumer<byte[], byte[]> consumer;
    private final KafkaOffsets offsets;

    /** Where to begin in a topic that was never read. */
    public enum Start {
        EARLIEST,
        LATEST
    }

    /** What to do where unread records have been deleted. */
    public enum Gap {
        STOP,
        SKIP
    }

    /**
     * What is read, and how.
     *
     * @param start where to begin in a topic that was never read
     * @param gap what to do where unread records have been deleted
     */
    public record Course(List<String> topics, Start start, Gap gap) {

        public Course {
            topics = List.copyOf(topics);
        }
    }

    /** What exactly-once rests upon, and patience with brokers that is short enough to tell of them. */
    public static Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        // How soon a new partition is seen.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return properties;
    }

    /** @param offsets where it begins; it moves them on as it is told */
    public KafkaCursor(Course course, Consumer<byte[], byte[]> consumer, KafkaOffsets offsets) {
        this.course = course;
        this.consumer = consumer;
        this.offsets = offsets;
    }

    /** Takes up partitions that are new; true if one of them is to be read from its end on. */
    public boolean findPartitions() {
        Set<TopicPartition> found = new HashSet<>();
        for (String topic : course.topics()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions == null || partitions.isEmpty()) {
                throw new TidebankException(
                        FeedError.FEED_UNREACHABLE, "There is no topic '%s', or it may not be read".formatted(topic));
            }
            partitions.forEach(partition -> found.add(new TopicPartition(topic, partition.partition())));
        }
        found.removeAll(consumer.assignment());
        if (found.isEmpty()) {
            return false;
        }
        boolean marked = begin(found);
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        all.addAll(found);
        consumer.assign(all);
        found.forEach(this::seek);
        return marked;
    }

    /** A topic that was never read begins where it shall; a partition that is new in a known topic at its start. */
    private boolean begin(Set<TopicPartition> found) {
        if (course.start() == Start.EARLIEST) {
            return false;
        }
        List<TopicPartition> fresh = found.stream()
                .filter(partition -> !offsets.knows(partition.topic()))
                .toList();
        consumer.endOffsets(fresh).forEach(offsets::reach);
        return !fresh.isEmpty();
    }

    private void seek(TopicPartition partition) {
        Long next = offsets.next(partition);
        if (next == null) {
            consumer.seekToBeginning(Set.of(partition));
        } else {
            consumer.seek(partition, next);
        }
    }

    /** The next records, if any come within a second. FEED_GAP if what should come next was deleted. */
    public ConsumerRecords<byte[], byte[]> read() {
        try {
            return consumer.poll(WAIT);
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::overGap);
            return ConsumerRecords.empty();
        }
    }

    private void overGap(TopicPartition partition, long wanted) {
        long first = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, wanted);
        if (wanted > first) {
            throw new TidebankException(
                    FeedError.FEED_GAP,
                    "%s ends before offset %d, up to where it was read: it was made anew. Read it by a feed and a source of other names"
                            .formatted(partition, wanted));
        }
        if (course.gap() == Gap.STOP) {
            throw new TidebankException(
                    FeedError.FEED_GAP,
                    "%s was read up to offset %d, and %d records behind it were deleted before they were read. To go on without them: 'gap: skip' in the file that names the topic"
                            .formatted(partition, wanted, first - wanted));
        }
        consumer.seek(partition, first);
    }

    /** Where it would stand behind all of some records, whether or not their last ones can be seen. */
    public KafkaOffsets behind(ConsumerRecords<byte[], byte[]> records) {
        KafkaOffsets behind = offsets.copy();
        records.nextOffsets().forEach((partition, next) -> behind.reach(partition, next.offset()));
        return behind;
    }

    /** Where it would stand behind some of them. */
    public KafkaOffsets after(List<ConsumerRecord<byte[], byte[]>> part) {
        return offsets.after(part);
    }

    /** Moves on: what lies before is kept. */
    public void reached(KafkaOffsets behind) {
        offsets.reach(behind);
    }

    /** Records between where it stands and the end; it also finds out whether the brokers answer. */
    public long waiting() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    /** The same as far as it is known without asking. */
    public OptionalLong lag() {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong one = consumer.currentLag(partition);
            if (one.isEmpty()) {
                return one;
            }
            lag += one.getAsLong();
        }
        return OptionalLong.of(lag);
    }

    /** What waits in a topic, in a line for people. */
    public String look(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            return "%s: there is no such topic, or it may not be read".formatted(topic);
        }
        List<TopicPartition> all = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> first = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        boolean fromEnd = course.start() == Start.LATEST && !offsets.knows(topic);
        long waiting = fromEnd
                ? 0
                : all.stream()
                        .mapToLong(partition -> {
                            Long next = offsets.next(partition);
                            long from = next == null ? first.getOrDefault(partition, 0L) : next;
                            return ends.getOrDefault(partition, from) - from;
                        })
                        .sum();
        return "%s: %d partitions, %,d records wait".formatted(topic, all.size(), waiting);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(TO_CLOSE));
    }
}
