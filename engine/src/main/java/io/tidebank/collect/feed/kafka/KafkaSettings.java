package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedSettings;
import io.tidebank.collect.feed.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import tools.jackson.databind.JsonNode;

/**
 * The block {@code kafka} of a feed's file.
 *
 * @param name the feed's name
 * @param topics what is read
 * @param start where to begin in a topic that was never read
 * @param gap what to do where unread records have been deleted
 * @param consumer properties of Kafka's consumer, secrets in them
 */
record KafkaSettings(String name, List<String> topics, Start start, Gap gap, Map<String, Object> consumer) {

    /** Where to begin in a topic that was never read. */
    enum Start {
        EARLIEST,
        LATEST
    }

    /** What to do where unread records have been deleted. */
    enum Gap {
        STOP,
        SKIP
    }

    /** What exactly-once rests upon is not for the file to say. */
    private static final Set<String> OURS = Set.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG);

    private static final int USUAL_BATCH = 1000;

    KafkaSettings {
        topics = List.copyOf(topics);
        consumer = Map.copyOf(consumer);
    }

    static KafkaSettings read(FeedSettings settings, Secrets secrets) {
        JsonNode block = settings.block();
        List<String> topics = new ArrayList<>();
        block.path("topics").forEach(topic -> topics.add(topic.asString()));
        Map<String, Object> consumer = usual();
        block.path("properties").properties().forEach(property -> {
            if (OURS.contains(property.getKey())) {
                settings.refuse("properties", "Tidebank itself sets '%s'".formatted(property.getKey()));
            }
            consumer.put(property.getKey(), secrets.resolve(property.getValue().asString()));
        });
        consumer.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                secrets.resolve(block.path("bootstrap").asString()));
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, block.path("batch").asInt(USUAL_BATCH));
        return new KafkaSettings(
                settings.name(),
                topics,
                block.path("start").asString("earliest").equals("latest") ? Start.LATEST : Start.EARLIEST,
                block.path("gap").asString("stop").equals("skip") ? Gap.SKIP : Gap.STOP,
                consumer);
    }

    private static Map<String, Object> usual() {
        Map<String, Object> usual = new HashMap<>();
        usual.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        usual.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        usual.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        usual.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        usual.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        usual.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        usual.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        usual.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        // How soon a new partition is seen.
        usual.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return usual;
    }
}
