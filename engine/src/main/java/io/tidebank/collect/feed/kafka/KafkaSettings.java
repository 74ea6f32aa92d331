package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedSettings;
import io.tidebank.collect.feed.Secrets;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaCursor.Gap;
import io.tidebank.collect.feed.kafka.KafkaCursor.Naming;
import io.tidebank.collect.feed.kafka.KafkaCursor.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import tools.jackson.databind.JsonNode;

/**
 * The block {@code kafka} of a feed's file.
 *
 * @param name the feed's name
 * @param course what is read, and how
 * @param consumer properties of Kafka's consumer, secrets in them
 */
record KafkaSettings(String name, Course course, Map<String, Object> consumer) {

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
        consumer = Map.copyOf(consumer);
    }

    static KafkaSettings read(FeedSettings settings, Secrets secrets) {
        JsonNode block = settings.block();
        List<String> topics = new ArrayList<>();
        block.path("topics").forEach(topic -> topics.add(topic.asString()));
        Map<String, Object> consumer = KafkaCursor.properties();
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
                new Course(
                        topics,
                        block.path("start").asString("earliest").equals("latest") ? Start.LATEST : Start.EARLIEST,
                        block.path("gap").asString("stop").equals("skip") ? Gap.SKIP : Gap.STOP,
                        Naming.BY_PLACE),
                consumer);
    }
}
