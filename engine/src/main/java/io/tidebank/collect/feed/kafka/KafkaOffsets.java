package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedError;
import io.tidebank.error.TidebankException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The next offset to be read of each partition, and which topics these are. As text an array for each topic: its id where
 * the brokers give one, then an offset for each partition, −1 where none was read:
 * {@code {"orders":["5Iy1mZ0tQeSGDb5rvDKAuQ",120,98,-1]}}. It is part of every snapshot, hence so short.
 */
public final class KafkaOffsets {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long UNREAD = -1;

    private final Map<TopicPartition, Long> next;
    private final Map<String, String> ids;

    private KafkaOffsets(Map<TopicPartition, Long> next, Map<String, String> ids) {
        this.next = next;
        this.ids = ids;
    }

    /** Nothing was read. */
    public static KafkaOffsets none() {
        return new KafkaOffsets(new HashMap<>(), new HashMap<>());
    }

    /** Of the text that {@link #text} gave; FEED_FAILED if it is none. */
    public static KafkaOffsets parse(String text) {
        KafkaOffsets offsets = none();
        try {
            for (Map.Entry<String, JsonNode> topic : JSON.readTree(text).properties()) {
                if (!offsets.read(topic.getKey(), topic.getValue())) {
                    throw foreign(text, null);
                }
            }
            return offsets;
        } catch (JacksonException e) {
            throw foreign(text, e);
        }
    }

    /** False if these are no offsets. */
    private boolean read(String topic, JsonNode told) {
        int first = told.path(0).isString() ? 1 : 0;
        if (!told.isArray() || !told.valueStream().skip(first).allMatch(JsonNode::isIntegralNumber)) {
            return false;
        }
        if (first == 1) {
            identify(topic, told.path(0).asString());
        }
        for (int i = first; i < told.size(); i++) {
            long offset = told.get(i).longValue();
            if (offset != UNREAD) {
                reach(new TopicPartition(topic, i - first), offset);
            }
        }
        return true;
    }

    private static TidebankException foreign(String text, @Nullable Exception cause) {
        return new TidebankException(
                FeedError.FEED_FAILED,
                "The feed stands at '%s', which is nothing in Kafka. A feed of that name read something else before: choose another name"
                        .formatted(text),
                cause);
    }

    /** Null where nothing was read. */
    @Nullable
    Long next(TopicPartition partition) {
        return next.get(partition);
    }

    /** Whether all before an offset was read. */
    boolean isBehind(TopicPartition partition, long offset) {
        return next.getOrDefault(partition, 0L) >= offset;
    }

    boolean knows(String topic) {
        return topics().contains(topic);
    }

    /** The topics of which something was read, or was to be. */
    Set<String> topics() {
        return next.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    /** The id of the topic that was read; null if it is not known. */
    @Nullable
    String id(String topic) {
        return ids.get(topic);
    }

    void identify(String topic, String id) {
        ids.put(topic, id);
    }

    /** As if nothing of it had ever been read. */
    void forget(String topic) {
        next.keySet().removeIf(partition -> partition.topic().equals(topic));
        ids.remove(topic);
    }

    void reach(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    void reach(KafkaOffsets others) {
        next.putAll(others.next);
        ids.putAll(others.ids);
    }

    /** Behind each of some records, which are in the order of their partitions. */
    void reach(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(record -> reach(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
    }

    /** Where the feed would stand if it had these records, too. */
    KafkaOffsets after(List<ConsumerRecord<byte[], byte[]>> records) {
        KafkaOffsets behind = copy();
        behind.reach(records);
        return behind;
    }

    KafkaOffsets copy() {
        return new KafkaOffsets(new HashMap<>(next), new HashMap<>(ids));
    }

    /** As a mark of a feed. */
    public String text() {
        Map<String, TreeSet<Integer>> topics = new TreeMap<>();
        next.keySet()
                .forEach(partition -> topics.computeIfAbsent(partition.topic(), topic -> new TreeSet<>())
                        .add(partition.partition()));
        return topics.entrySet().stream()
                .map(topic -> "\"" + topic.getKey() + "\":"
                        + told(topic.getKey(), topic.getValue().last()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String told(String topic, int last) {
        String id = ids.get(topic);
        Stream<String> offsets = IntStream.rangeClosed(0, last)
                .mapToObj(partition -> next.getOrDefault(new TopicPartition(topic, partition), UNREAD))
                .map(String::valueOf);
        return Stream.concat(Stream.ofNullable(id).map("\"%s\""::formatted), offsets)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
