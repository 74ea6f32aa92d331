package io.tidebank.collect.topic;

import io.tidebank.collect.feed.Secrets;
import io.tidebank.collect.feed.kafka.KafkaCursor;
import io.tidebank.collect.feed.kafka.KafkaCursor.Gap;
import io.tidebank.collect.live.LiveSettings;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import tools.jackson.databind.JsonNode;

/**
 * The topic that is a brand's journal: {@code journal.kafka} of its collection file.
 *
 * @param bootstrap brokers to ask first
 * @param topic where requests wait
 * @param properties further properties of Kafka's clients, secrets in them
 * @param limits how much, and how long
 * @param collectors whether collectors are told whose key is whose
 * @param gap what to do where unread requests have been deleted
 */
public record TopicSettings(
        String bootstrap,
        String topic,
        Map<String, String> properties,
        TopicLimits limits,
        boolean collectors,
        Gap gap) {

    /** What the promise rests upon is not for a file to say. */
    private static final Set<String> OURS = Set.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            CommonClientConfigs.GROUP_ID_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    /** Names of properties whose values are for nobody to read. */
    private static final Pattern SECRET = Pattern.compile("password|jaas|secret|keystore\\.key");

    /** Of a record. The gate holds it against the limit of the brand, which a collector learns of later. */
    private static final int MOST_BYTES = (64 << 20) + 4096;

    private static final int LINGER_MILLIS = 2;
    private static final int RECORDS_AT_A_TIME = 1000;

    public TopicSettings {
        properties = Map.copyOf(properties);
    }

    /** Reads the brand's collection file; empty where the journal is the home's own. METHOD_INVALID with the faults. */
    public static Optional<TopicSettings> read(MethodFiles methods, String brand, Secrets secrets) {
        MethodDocument document = LiveSettings.document(methods, brand);
        JsonNode kafka = document.root().path("journal").path("kafka");
        if (!kafka.isObject()) {
            return Optional.empty();
        }
        Map<String, String> properties = new HashMap<>();
        kafka.path("properties").properties().forEach(property -> {
            if (isOurs(property.getKey())) {
                document.refuse(List.of(document.fault(
                        List.of("journal", "kafka", "properties"),
                        "Tidebank itself sets '%s'".formatted(property.getKey()))));
            }
            properties.put(
                    property.getKey(), secrets.resolve(property.getValue().asString()));
        });
        return Optional.of(new TopicSettings(
                secrets.resolve(kafka.path("bootstrap").asString()),
                kafka.path("topic").asString(),
                properties,
                limits(document, kafka),
                kafka.path("collectors").asBoolean(false),
                kafka.path("gap").asString("stop").equals("skip") ? Gap.SKIP : Gap.STOP));
    }

    /** What a collector is told on its command line. TOPIC_INVALID if a property is Tidebank's to set. */
    public static TopicSettings ofCollector(String bootstrap, String topic, Map<String, String> properties) {
        properties.keySet().stream().filter(TopicSettings::isOurs).findFirst().ifPresent(property -> {
            throw new TidebankException(
                    TopicError.TOPIC_INVALID, "Tidebank itself sets '%s'; take it out of the file".formatted(property));
        });
        return new TopicSettings(bootstrap, topic, properties, TopicLimits.DEFAULTS, false, Gap.STOP);
    }

    /** The same with records of at most so many bytes. */
    TopicSettings holding(int recordBytes) {
        TopicLimits other = new TopicLimits(recordBytes, Math.max(recordBytes, limits.waitingBytes()), limits.answer());
        return new TopicSettings(bootstrap, topic, properties, other, collectors, gap);
    }

    /** Whether a property is Tidebank's to set. */
    private static boolean isOurs(String property) {
        return OURS.contains(property);
    }

    private static TopicLimits limits(MethodDocument document, JsonNode kafka) {
        TopicLimits usual = TopicLimits.DEFAULTS;
        long record = kafka.path("record_kb").asLong(usual.recordBytes() >> 10);
        if (kafka.path("waiting_mb").asLong(usual.waitingBytes() >> 20) << 10 < record) {
            document.refuse(List.of(document.fault(
                    List.of("journal", "kafka", "waiting_mb"), "a record of record_kb has to find room")));
        }
        return new TopicLimits(
                kafka.path("record_kb").asInt(usual.recordBytes() >> 10) << 10,
                kafka.path("waiting_mb").asLong(usual.waitingBytes() >> 20) << 20,
                Duration.ofSeconds(
                        kafka.path("answer_seconds").asLong(usual.answer().toSeconds())));
    }

    /** What Kafka says of a failure, without the secrets that were given to it. */
    String told(Throwable failure) {
        String told = String.valueOf(failure.getMessage());
        for (Map.Entry<String, String> property : properties.entrySet()) {
            boolean secret = SECRET.matcher(property.getKey()).find()
                    && !property.getValue().isBlank();
            told = secret ? told.replace(property.getValue(), "***") : told;
        }
        return told;
    }

    /** A client of Kafka as it is made. TOPIC_INVALID if Kafka takes no such settings. */
    <T> T made(Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TidebankException(
                    TopicError.TOPIC_INVALID,
                    "Kafka takes no such settings: %s. Mend 'properties' or 'bootstrap'".formatted(told(cause)),
                    e);
        }
    }

    /** The topic that tells collectors whose key is whose. */
    public String sourcesTopic() {
        return topic + ".sources";
    }

    /** Properties of who writes: a write is acknowledged by all replicas in step, and comes once however often it is tried. */
    Map<String, Object> producer() {
        int answer = Math.toIntExact(limits.answer().toMillis());
        Map<String, Object> producer = new HashMap<>();
        producer.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, answer / 2);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, answer / 2);
        producer.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, limits.waitingBytes());
        producer.putAll(properties);
        producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, answer);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES);
        return producer;
    }

    /** Properties of who reads. */
    Map<String, Object> consumer() {
        Map<String, Object> consumer = KafkaCursor.properties();
        consumer.putAll(properties);
        consumer.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_A_TIME);
        return consumer;
    }
}
