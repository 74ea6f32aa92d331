package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.intake.RequestChecks;
import io.tidebank.collect.source.KeyRing;
import io.tidebank.collect.source.Sources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells collectors what they need to know of a brand: at its start, whenever something of it changes, and now and then once
 * more, that a topic which was made anew, or forgets, knows it again. One thread's.
 */
final class NoticeWriter implements AutoCloseable {

    private static final Duration ANEW = Duration.ofMinutes(10);

    private final String brand;
    private final TopicSettings settings;
    private final RequestChecks checks;
    private final Sources sources;
    private final String sealingKey;
    private final TopicWriter writer;
    private final Clock clock;
    private @Nullable Told told;

    private record Told(BrandNotice notice, Instant at) {}

    NoticeWriter(TopicSettings settings, JournalTopic.Owner owner, String sealingKey) {
        this.brand = owner.brand();
        this.settings = settings;
        this.checks = owner.intake();
        this.sources = owner.sources();
        this.sealingKey = sealingKey;
        this.writer = new TopicWriter(settings, settings.sourcesTopic());
        this.clock = owner.clock();
    }

    /** Tells what is new, if anything is, or the same once more; false if Kafka has no room for it now. */
    boolean tell() {
        BrandNotice now = notice();
        Instant at = clock.instant();
        Told last = told;
        if (last != null && now.equals(last.notice()) && at.isBefore(last.at().plus(ANEW))) {
            return true;
        }
        boolean written = writer.write(
                List.of(new ProducerRecord<>(settings.sourcesTopic(), brand.getBytes(UTF_8), now.bytes())));
        told = written ? new Told(now, at) : last;
        return written;
    }

    private BrandNotice notice() {
        KeyRing ring = sources.ring(brand);
        return new BrandNotice(
                BrandNotice.FORMAT,
                sealingKey,
                BrandNotice.LimitsNotice.of(checks.requestLimits()),
                settings.limits().recordBytes(),
                checks.eventsPerSecond(),
                ring.sources().stream().map(BrandNotice.SourceNotice::of).toList(),
                ring.keys().stream().map(BrandNotice.KeyNotice::of).toList());
    }

    @Override
    public void close() {
        writer.close();
    }
}
