package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.intake.RequestChecks;
import io.tidebank.collect.source.KeyRing;
import io.tidebank.collect.source.Sources;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Tells collectors what they need to know of a brand: at its start, and whenever something of it changes. One thread's. */
final class NoticeWriter implements AutoCloseable {

    private final String brand;
    private final TopicSettings settings;
    private final RequestChecks checks;
    private final Sources sources;
    private final String sealingKey;
    private final TopicWriter writer;
    private @Nullable BrandNotice told;

    NoticeWriter(TopicSettings settings, JournalTopic.Owner owner, String sealingKey) {
        this.brand = owner.brand();
        this.settings = settings;
        this.checks = owner.intake();
        this.sources = owner.sources();
        this.sealingKey = sealingKey;
        this.writer = new TopicWriter(settings, settings.sourcesTopic());
    }

    /** Tells what is new, if anything is; false if Kafka has no room for it now. */
    boolean tell() {
        BrandNotice now = notice();
        if (now.equals(told)) {
            return true;
        }
        boolean written = writer.write(
                List.of(new ProducerRecord<>(settings.sourcesTopic(), brand.getBytes(UTF_8), now.bytes())));
        told = written ? now : told;
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
