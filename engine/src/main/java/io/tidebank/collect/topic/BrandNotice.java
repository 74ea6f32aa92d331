package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.source.HashedKey;
import io.tidebank.collect.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a home tells collectors of a brand, in one record of a compacted topic: the latest one counts.
 *
 * @param format of this record
 * @param sealingKey what its requests are sealed with
 * @param limits what they may be
 * @param recordBytes largest record of the topic
 * @param eventsPerSecond of one source; 0 for any number
 * @param sources in whose names may be sent
 * @param keys the hashes of their keys
 */
record BrandNotice(
        int format,
        String sealingKey,
        LimitsNotice limits,
        int recordBytes,
        int eventsPerSecond,
        List<SourceNotice> sources,
        List<KeyNotice> keys) {

    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * {@link Limits} as they are told.
     *
     * @param pastSeconds null where a home tells it that did not know of such a limit
     */
    record LimitsNotice(
            int eventBytes,
            int batchBytes,
            int batchEvents,
            int depth,
            long futureSeconds,
            @Nullable Long pastSeconds) {

        static LimitsNotice of(Limits limits) {
            return new LimitsNotice(
                    limits.eventBytes(),
                    limits.batchBytes(),
                    limits.batchEvents(),
                    limits.depth(),
                    limits.future().toSeconds(),
                    limits.past().toSeconds());
        }

        Limits limits() {
            return new Limits(
                    eventBytes,
                    batchBytes,
                    batchEvents,
                    depth,
                    pastSeconds == null ? Limits.DEFAULT.past() : Duration.ofSeconds(pastSeconds),
                    Duration.ofSeconds(futureSeconds));
        }
    }

    /** A source as far as a collector needs it. */
    record SourceNotice(String name, boolean enabled, String createdAt) {

        static SourceNotice of(Source source) {
            return new SourceNotice(
                    source.name(), source.enabled(), source.createdAt().toString());
        }

        Source source(String brand) {
            return new Source(brand, name, enabled, Set.of(), null, Instant.parse(createdAt));
        }
    }

    /** A key as far as a collector needs it. */
    record KeyNotice(String hash, String source, @Nullable String validUntil) {

        static KeyNotice of(HashedKey key) {
            Instant until = key.validUntil();
            return new KeyNotice(key.hash(), key.source(), until == null ? null : until.toString());
        }

        HashedKey key(String brand) {
            return new HashedKey(hash, brand, source, validUntil == null ? null : Instant.parse(validUntil));
        }
    }

    byte[] bytes() {
        return JSON.writeValueAsString(this).getBytes(UTF_8);
    }

    /** Null if it is none that this Tidebank understands. */
    static @Nullable BrandNotice parse(byte[] bytes) {
        try {
            BrandNotice notice = JSON.readValue(bytes, BrandNotice.class);
            return notice.format() == FORMAT ? notice : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
