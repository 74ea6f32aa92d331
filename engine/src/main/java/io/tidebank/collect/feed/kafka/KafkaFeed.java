package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.FeedProgress;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every partition of some topics, new ones as they appear. It is in no consumer group: where it stands is what the
 * journal says, written together with the records up to there.
 */
final class KafkaFeed implements Feed {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration TO_CLOSE = Duration.ofSeconds(2);

    private final KafkaSettings settings;
    private final FeedDesk desk;
    private final Consumer<byte[], byte[]> consumer;
    private final KafkaOffsets offsets;

    private KafkaFeed(KafkaSettings settings, FeedDesk desk, Consumer<byte[], byte[]> consumer, KafkaOffsets offsets) {
        this.settings = settings;
        this.desk = desk;
        this.consumer = consumer;
        this.offsets = offsets;
    }

    static KafkaFeed open(KafkaSettings settings, FeedDesk desk) {
        KafkaOffsets offsets = desk.position().map(KafkaOffsets::parse).orElseGet(KafkaOffsets::none);
        try {
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            return new KafkaFeed(settings, desk, new KafkaConsumer<>(settings.consumer(), bytes, bytes), offsets);
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
        if (asked(this::findPartitions)) {
            // Where "latest" was, is not to be asked again after a restart.
            desk.deliver(List.of(), List.of(), offsets.text());
        }
        ConsumerRecords<byte[], byte[]> records = asked(this::read);
        if (records.isEmpty()) {
            long waiting = asked(this::behind);
            return new FeedProgress(0, waiting > 0, OptionalLong.of(waiting));
        }
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
        records.forEach(all::add);
        KafkaOffsets behind = offsets.copy();
        records.nextOffsets().forEach((partition, next) -> behind.reach(partition, next.offset()));
        FeedDesk.inParts(all, (part, isLast) -> deliver(part, isLast ? behind : offsets.after(part)));
        records.nextOffsets().forEach((partition, next) -> offsets.reach(partition, next.offset()));
        return new FeedProgress(all.size(), true, lag());
    }

    /** Takes up partitions that are new; true if one of them is to be read from its end on. */
    private boolean findPartitions() {
        Set<TopicPartition> found = new HashSet<>();
        for (String topic : settings.topics()) {
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

    /** A topic that was never read begins where the file says; a partition that is new in a known topic at its start. */
    private boolean begin(Set<TopicPartition> found) {
        if (settings.start() == KafkaSettings.Start.EARLIEST) {
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

    private ConsumerRecords<byte[], byte[]> read() {
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
        if (settings.gap() == KafkaSettings.Gap.STOP) {
            throw new TidebankException(
                    FeedError.FEED_GAP,
                    "%s was read up to offset %d, and %d records behind it were deleted before they were read. To go on without them: 'gap: skip' in the feed's file"
                            .formatted(partition, wanted, first - wanted));
        }
        consumer.seek(partition, first);
    }

    private void deliver(List<ConsumerRecord<byte[], byte[]>> records, KafkaOffsets behind)
            throws InterruptedException {
        KafkaDocuments documents = KafkaDocuments.of(records, desk);
        desk.deliver(documents.events(), documents.bad(), behind.text());
        offsets.reach(records);
    }

    /** Records between where the feed stands and the end; it also finds out whether the brokers answer. */
    private long behind() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private OptionalLong lag() {
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

    /** Asks Kafka something, its failures in Tidebank's words. */
    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new TidebankException(
                    FeedError.FEED_UNREACHABLE,
                    "Kafka does not answer feed '%s': %s"
                            .formatted(settings.name(), desk.secrets().hide(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    @Override
    public List<String> check() {
        return asked(() -> {
            List<String> lines = new ArrayList<>();
            for (String topic : settings.topics()) {
                lines.add(look(topic));
            }
            return lines;
        });
    }

    private String look(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            return "%s: there is no such topic, or it may not be read".formatted(topic);
        }
        List<TopicPartition> all = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> first = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        boolean fromEnd = settings.start() == KafkaSettings.Start.LATEST && !offsets.knows(topic);
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
