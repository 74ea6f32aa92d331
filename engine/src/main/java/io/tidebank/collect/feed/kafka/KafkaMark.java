package io.tidebank.collect.feed.kafka;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a feed has read its topics. As text the offsets, and with them, under a name that no topic has, milliseconds since
 * 1970 for each topic: {@code {"orders":[120,98],"@told":{"orders":1764460800000}}}.
 *
 * @param offsets the next of each partition
 * @param told up to when everything in a topic was read: {@link Instant#EPOCH} while it is read for the first time
 */
record KafkaMark(KafkaOffsets offsets, Map<String, Instant> told) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOLD = "@told";

    KafkaMark {
        told = Map.copyOf(told);
    }

    static KafkaMark none() {
        return new KafkaMark(KafkaOffsets.none(), Map.of());
    }

    /** Of the text that {@link #text} gave, or offsets alone; FEED_FAILED if it is neither. */
    static KafkaMark parse(String text) {
        Map<String, Instant> told = new HashMap<>();
        String offsets = text;
        try {
            if (JSON.readTree(text) instanceof ObjectNode mark) {
                JsonNode topics = mark.remove(TOLD);
                if (topics != null) {
                    topics.properties()
                            .forEach(topic -> told.put(
                                    topic.getKey(),
                                    Instant.ofEpochMilli(topic.getValue().longValue())));
                    offsets = mark.toString();
                }
            }
        } catch (JacksonException e) {
            // Whoever reads the offsets says so.
        }
        return new KafkaMark(KafkaOffsets.parse(offsets), told);
    }

    String text() {
        if (told.isEmpty() || !(JSON.readTree(offsets.text()) instanceof ObjectNode mark)) {
            return offsets.text();
        }
        ObjectNode topics = mark.putObject(TOLD);
        new TreeMap<>(told).forEach((topic, at) -> topics.put(topic, at.toEpochMilli()));
        return mark.toString();
    }
}
