package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every partition of some topics, new ones as they appear. It is in no consumer group: where it begins is for its
 * owner to say, and where it stands for its owner to keep. One thread's.
 */
public final class KafkaCursor implements AutoCloseable {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration TO_CLOSE = Duration.ofSeconds(2);
    private static final long BYTES_OF_A_PART = 4 << 20;

    private final Course course;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicIdentity identity;
    private final KafkaOffsets offsets;
    private final KafkaBacklog backlog;
    private final Set<String> topics;
    private boolean isLeftTakenUp;
    private boolean hasBegun;
    private @Nullable Map<TopicPartition, Long> ends;

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

    /** What is known of a record that stands where another one stood, in a topic that was made anew. */
    public enum Naming {
        /** It bears the name of the other one: such a topic is not read. */
        BY_PLACE,
        /** It has a name of its own: such a topic may be read from its start. */
        BY_CONTENT
    }

    /**
     * What is read, and how.
     *
     * @param start where to begin in a topic that was never read
     * @param gap what to do where unread records have been deleted
     * @param naming what its records are known by
     */
    public record Course(List<String> topics, Start start, Gap gap, Naming naming) {

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

    private KafkaCursor(Course course, Map<String, Object> settings, KafkaOffsets offsets) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        this.course = course;
        this.topics = new TreeSet<>(course.topics());
        this.consumer = new KafkaConsumer<>(settings, bytes, bytes);
        this.identity = new TopicIdentity(course, settings, offsets);
        this.offsets = offsets;
        this.backlog = new KafkaBacklog(consumer, offsets);
    }

    /**
     * Opens one; it asks the brokers nothing yet. KafkaException if Kafka takes no such settings.
     *
     * @param settings of Kafka's consumer
     * @param offsets where it begins; it moves them on as it is told
     */
    public static KafkaCursor open(Course course, Map<String, Object> settings, KafkaOffsets offsets) {
        return new KafkaCursor(course, settings, offsets);
    }

    /**
     * Reads on in topics, too, that were read before those of now, as long as something waits in them. One that is gone, or may
     * not be read any more where gaps are skipped, is passed over.
     */
    public void takeUpLeft() {
        if (isLeftTakenUp) {
            return;
        }
        for (String topic : offsets.topics()) {
            if (!topics.contains(topic) && isSomethingLeft(topic)) {
                topics.add(topic);
            }
        }
        isLeftTakenUp = true;
    }

    private boolean isSomethingLeft(String topic) {
        try {
            return backlog.of(backlog.partitions(topic)) > 0;
        } catch (AuthorizationException e) {
            if (course.gap() == Gap.SKIP) {
                return false;
            }
            throw e;
        }
    }

    /** Takes up partitions that are new, and those of a topic that was made anew. */
    public void findPartitions() throws InterruptedException {
        Set<TopicPartition> found = new HashSet<>();
        for (String topic : topics) {
            List<TopicPartition> partitions = backlog.partitions(topic);
            if (partitions.isEmpty()) {
                throw new TidebankException(
                        FeedError.FEED_UNREACHABLE, "There is no topic '%s', or it may not be read".formatted(topic));
            }
            found.addAll(partitions);
        }
        found.removeAll(consumer.assignment());
        if (found.isEmpty() && !identity.isDue()) {
            return;
        }
        hasBegun |= identity.note(topics);
        // Of one that was made anew all begin once more.
        consumer.assignment().stream()
                .filter(partition -> !offsets.knows(partition.topic()))
                .forEach(found::add);
        begin(found);
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        all.addAll(found);
        consumer.assign(all);
        found.forEach(this::seek);
    }

    /** A topic that was never read begins where it shall; a partition that is new in a known topic at its start. */
    private void begin(Set<TopicPartition> found) {
        List<TopicPartition> fresh = found.stream()
                .filter(partition -> !offsets.knows(partition.topic()))
                .toList();
        Map<TopicPartition, Long> starts =
                course.start() == Start.LATEST ? consumer.endOffsets(fresh) : consumer.beginningOffsets(fresh);
        starts.forEach(offsets::reach);
        hasBegun |= !fresh.isEmpty();
    }

    /** A partition that came later had nothing before its first offset: if that is gone by now, it was never read. */
    private void seek(TopicPartition partition) {
        Long next = offsets.next(partition);
        consumer.seek(partition, next == null ? 0 : next);
    }

    /** Takes records, some at a time. */
    public interface Taker {

        /** Takes one in and returns how many bytes of it are held from now on. */
        int add(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;

        /** Keeps all that was taken in, together with where the cursor stands behind it. */
        void keep(KafkaOffsets behind) throws InterruptedException;
    }

    /**
     * Has the next records taken, if any come within a second, in parts of a few megabytes, and moves on behind each part
     * that is kept. FEED_GAP if what should come next was deleted.
     *
     * @return how many came
     */
    public int read(Taker taker) throws InterruptedException {
        if (hasBegun) {
            // Where that was, is not to be asked again after a restart: more may be there by then, and less.
            taker.keep(offsets.copy());
            hasBegun = false;
        }
        ConsumerRecords<byte[], byte[]> records = poll();
        List<ConsumerRecord<byte[], byte[]>> part = new ArrayList<>();
        int left = records.count();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += added(record, part, taker);
            part.add(record);
            left--;
            if (left == 0 || bytes >= BYTES_OF_A_PART) {
                // Behind the last one there may be records that cannot be seen.
                KafkaOffsets behind = left == 0 ? behind(records) : offsets.after(part);
                taker.keep(behind);
                offsets.reach(behind);
                part.clear();
                bytes = 0;
            }
        }
        return records.count();
    }

    /** What came before one that cannot be taken in is kept all the same: who deletes that one loses no other. */
    private int added(ConsumerRecord<byte[], byte[]> record, List<ConsumerRecord<byte[], byte[]>> before, Taker taker)
            throws InterruptedException {
        try {
            return taker.add(record);
        } catch (TidebankException e) {
            if (!before.isEmpty()) {
                KafkaOffsets behind = offsets.after(before);
                taker.keep(behind);
                offsets.reach(behind);
            }
            throw e;
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(WAIT);
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::overGap);
            return ConsumerRecords.empty();
        }
    }

    private KafkaOffsets behind(ConsumerRecords<byte[], byte[]> records) {
        KafkaOffsets behind = offsets.copy();
        records.nextOffsets().forEach((partition, next) -> behind.reach(partition, next.offset()));
        return behind;
    }

    private void overGap(TopicPartition partition, long wanted) {
        long first = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, wanted);
        if (wanted > first) {
            identity.refuseUnlessReadable(partition, wanted);
        } else if (course.gap() == Gap.STOP) {
            throw new TidebankException(
                    FeedError.FEED_GAP,
                    "%s was read up to offset %d, and %d records behind it were deleted before they were read. To go on without them: 'gap: skip' in the file that names the topic"
                            .formatted(partition, wanted, first - wanted));
        }
        consumer.seek(partition, first);
    }

    /**
     * Sets out for the ends as they are now, unless it is on its way: where much is written, the end is never reached.
     *
     * @return whether it was not
     */
    public boolean setOut() {
        boolean isNew = ends == null;
        if (isNew) {
            ends = consumer.endOffsets(consumer.assignment());
        }
        return isNew;
    }

    /** Whether these offsets are where it set out for. */
    boolean isArrival(KafkaOffsets reached) {
        Map<TopicPartition, Long> wanted = ends;
        return wanted != null
                && wanted.entrySet().stream().allMatch(end -> reached.isBehind(end.getKey(), end.getValue()));
    }

    /** Whether it has come where it set out for. */
    public boolean hasArrived() {
        Map<TopicPartition, Long> wanted = ends;
        boolean arrived = wanted == null
                || wanted.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        ends = arrived ? null : wanted;
        return arrived;
    }

    /** Records between where it stands and the end; it also finds out whether the brokers answer. */
    public long waiting() {
        return backlog.waiting();
    }

    /** The same as far as it is known without asking. */
    public OptionalLong lag() {
        return backlog.lag();
    }

    /** What waits in a topic, in a line for people. */
    public String look(String topic) {
        List<TopicPartition> all = backlog.partitions(topic);
        if (all.isEmpty()) {
            return "%s: there is no such topic, or it may not be read".formatted(topic);
        }
        boolean fromEnd = course.start() == Start.LATEST && !offsets.knows(topic);
        return "%s: %d partitions, %,d records wait".formatted(topic, all.size(), fromEnd ? 0 : backlog.of(all));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(TO_CLOSE));
    }
}
