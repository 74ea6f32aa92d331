package io.tidebank.collect.feed.kafka;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** What waits in topics to be read. The thread's whose the consumer is. */
final class KafkaBacklog {

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaOffsets offsets;

    KafkaBacklog(Consumer<byte[], byte[]> consumer, KafkaOffsets offsets) {
        this.consumer = consumer;
        this.offsets = offsets;
    }

    /** None if there is no such topic, or it may not be read. */
    List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return partitions == null
                ? List.of()
                : partitions.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
    }

    /** Records behind the offsets, whether the partitions are being read or not. */
    long of(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return partitions.stream()
                .mapToLong(partition -> {
                    Long next = offsets.next(partition);
                    long from = next == null ? first.getOrDefault(partition, 0L) : next;
                    return Math.max(0, ends.getOrDefault(partition, from) - from);
                })
                .sum();
    }

    /** Records between where the consumer stands and the end. */
    long waiting() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    /** The same as far as it is known without asking. */
    OptionalLong lag() {
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
}
