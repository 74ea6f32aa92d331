package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.feed.kafka.KafkaCursor;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaCursor.Gap;
import io.tidebank.collect.feed.kafka.KafkaCursor.Naming;
import io.tidebank.collect.feed.kafka.KafkaCursor.Start;
import io.tidebank.collect.feed.kafka.KafkaOffsets;
import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.source.KeyRing;
import io.tidebank.collect.source.Source;
import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The gates of a collector that has no home: whose key is whose it learns from a topic, and what it takes goes to another.
 * {@link #step} keeps it up to date; what was learnt holds while the brokers are away.
 */
public final class CollectorGates implements Gates, AutoCloseable {

    /** Keys that were withdrawn meanwhile are taken for so long. */
    private static final Duration LONGEST_UNREAD = Duration.ofMinutes(1);

    private final TopicSettings settings;
    private final Clock clock;
    private final TopicWriter writer;
    private final TopicCursor cursor;
    private final Map<String, Known> learning = new TreeMap<>();
    private volatile Map<String, Known> known = Map.of();
    private volatile boolean ready;
    private volatile @Nullable String fault;
    private volatile @Nullable Instant faultSince;

    /** What is known of a brand. */
    private record Known(KeyRing ring, Gate gate) {}

    private CollectorGates(TopicSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.writer = new TopicWriter(settings, settings.topic());
        Course course = new Course(List.of(settings.sourcesTopic()), Start.EARLIEST, Gap.SKIP, Naming.BY_CONTENT);
        this.cursor = new TopicCursor(settings, course, CollectorGates::fromTheStart);
    }

    /** Asks nothing of Kafka yet. */
    public static CollectorGates open(TopicSettings settings, Clock clock) {
        return new CollectorGates(settings, clock);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    /** Whether what is known of keys is what the home says of them now. */
    @Override
    public boolean isCurrent() {
        return fault == null;
    }

    /**
     * Why nothing can be taken at present, or not for long: what is known of keys grows old while it cannot be read. Null if
     * all is well.
     */
    public @Nullable String problem() {
        String why = fault;
        if (!ready) {
            return why == null ? "Whose keys are whose has not been read yet from " + settings.sourcesTopic() : why;
        }
        Instant since = faultSince;
        boolean isOld = since != null && since.plus(LONGEST_UNREAD).isBefore(clock.instant());
        return isOld && why != null ? why : writer.problem();
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
            cursor.step(this::read);
        } catch (RuntimeException e) {
            faultSince = faultSince == null ? clock.instant() : faultSince;
            fault = e instanceof TidebankException ? e.getMessage() : e.toString();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** While old notices are read once more, what is known holds: a key may have been withdrawn since. */
    private boolean read(KafkaCursor open) throws InterruptedException {
        open.findPartitions();
        open.read(new Lesson());
        boolean isAll = open.waiting() == 0;
        if (isAll) {
            known = Map.copyOf(learning);
            faultSince = null;
            fault = null;
        }
        ready |= isAll && !learning.isEmpty();
        return isAll;
    }

    /**
     * What was learnt stays: a brand goes when its notice is taken back, and not because a topic that was made anew, or
     * forgets, holds none.
     */
    private static KafkaOffsets fromTheStart() {
        return KafkaOffsets.none();
    }

    /** Notices as they are read. */
    private final class Lesson implements KafkaCursor.Taker {

        @Override
        public int add(ConsumerRecord<byte[], byte[]> record) {
            if (record.key() != null) {
                learn(new String(record.key(), UTF_8), record.value());
            }
            return 0;
        }

        @Override
        public void keep(KafkaOffsets behind) {
            // It is learnt, and read from the start when the process begins anew.
        }
    }

    private void learn(String brand, byte @Nullable [] told) {
        BrandNotice notice = told == null ? null : BrandNotice.parse(told);
        NoticeChecks checks = notice == null ? null : NoticeChecks.of(notice);
        if (told == null) {
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

    /** After the last step: lets what is being written come to its end. */
    @Override
    public void close() {
        writer.close();
        cursor.close();
    }
}
