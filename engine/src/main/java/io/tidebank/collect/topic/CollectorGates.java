package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.feed.kafka.KafkaCursor;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaCursor.Gap;
import io.tidebank.collect.feed.kafka.KafkaCursor.Start;
import io.tidebank.collect.feed.kafka.KafkaOffsets;
import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.source.KeyRing;
import io.tidebank.collect.source.Source;
import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The gates of a collector that has no home: whose key is whose it learns from a topic, and what it takes goes to another.
 * {@link #step} keeps it up to date; what was learnt holds while the brokers are away.
 */
public final class CollectorGates implements Gates, AutoCloseable {

    private final TopicSettings settings;
    private final Clock clock;
    private final TopicWriter writer;
    private final Map<String, Known> learning = new TreeMap<>();
    private volatile Map<String, Known> known = Map.of();
    private volatile boolean ready;
    private volatile @Nullable String fault;
    private @Nullable KafkaCursor cursor;

    /** What is known of a brand. */
    private record Known(KeyRing ring, Gate gate) {}

    private CollectorGates(TopicSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.writer = new TopicWriter(settings, settings.topic());
    }

    /** Asks nothing of Kafka yet. */
    public static CollectorGates open(TopicSettings settings, Clock clock) {
        return new CollectorGates(settings, clock);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    /** Why nothing can be taken at present; null if all is well. */
    public @Nullable String problem() {
        if (!ready) {
            String why = fault;
            return why == null ? "Whose keys are whose has not been read yet from " + settings.sourcesTopic() : why;
        }
        return writer.problem();
    }

    /** Requests that Kafka acknowledged since the start. */
    public long written() {
        return writer.written();
    }

    @Override
    public Optional<Source> find(String writeKey) {
        for (Known brand : known.values()) {
            Optional<Source> source = brand.ring().find(writeKey, clock.instant());
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> brands() {
        return List.copyOf(known.keySet());
    }

    @Override
    public Gate gate(String brand) {
        Known one = known.get(brand);
        if (one == null) {
            throw new TidebankException(
                    TopicError.TOPIC_UNAVAILABLE, "Nothing is known here any more of brand '%s'".formatted(brand));
        }
        return one.gate();
    }

    /**
     * Learns what is new, and whether Kafka writes again if it did not; it may wait a second for something. TOPIC_UNAVAILABLE
     * while the brokers do not answer.
     */
    public void step() {
        writer.retry();
        try {
            KafkaCursor open = open();
            open.findPartitions();
            ConsumerRecords<byte[], byte[]> records = open.read();
            records.forEach(this::learn);
            known = Map.copyOf(new TreeMap<>(learning));
            fault = null;
            ready |= !learning.isEmpty() && open.waiting() == 0;
        } catch (KafkaException e) {
            throw failed(new TidebankException(
                    TopicError.TOPIC_UNAVAILABLE,
                    "Kafka does not answer for topic '%s': %s"
                            .formatted(settings.sourcesTopic(), settings.hide(String.valueOf(e.getMessage()))),
                    e));
        } catch (TidebankException e) {
            throw failed(e);
        }
    }

    private TidebankException failed(TidebankException e) {
        fault = e.getMessage();
        shut();
        return e;
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        String brand = new String(record.key(), UTF_8);
        BrandNotice notice = record.value() == null ? null : BrandNotice.parse(record.value());
        NoticeChecks checks = notice == null ? null : NoticeChecks.of(notice);
        if (record.value() == null) {
            learning.remove(brand);
        } else if (notice != null && checks != null) {
            learning.put(brand, new Known(ring(brand, notice), gate(brand, notice, checks)));
        }
    }

    private static KeyRing ring(String brand, BrandNotice notice) {
        return new KeyRing(
                notice.sources().stream().map(source -> source.source(brand)).toList(),
                notice.keys().stream().map(key -> key.key(brand)).toList());
    }

    private Gate gate(String brand, BrandNotice notice, NoticeChecks checks) {
        return new TopicGate(
                brand, settings.holding(notice.recordBytes()), checks, new TopicSeal(checks.sealingKey()), writer);
    }

    private KafkaCursor open() {
        KafkaCursor open = cursor;
        if (open == null) {
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            Course course = new Course(List.of(settings.sourcesTopic()), Start.EARLIEST, Gap.SKIP);
            open = new KafkaCursor(course, new KafkaConsumer<>(settings.consumer(), bytes, bytes), KafkaOffsets.none());
            cursor = open;
        }
        return open;
    }

    private void shut() {
        KafkaCursor open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
        }
    }

    /** After the last step: lets what is being written come to its end. */
    @Override
    public void close() {
        writer.close();
        shut();
    }
}
