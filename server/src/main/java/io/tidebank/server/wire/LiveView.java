package io.tidebank.server.wire;

import io.tidebank.brand.Brand;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.Tail;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.JournalStatus;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.topic.JournalTopic;
import io.tidebank.collect.topic.TopicStatus;
import io.tidebank.server.Listening;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a brand's live collection stands. Counts are since the server's start.
 *
 * @param at when this was so
 * @param collector where sources send to
 * @param journal null while the brand has no source, and so no journal
 * @param limits what sources may send and the journal takes on; null as the journal is
 * @param perSecond events in each of the last 60 whole seconds, the latest last
 * @param refusals requests that were refused, by source and code; those of unknown senders last
 */
public record LiveView(
        String brand,
        Instant at,
        CollectorView collector,
        @Nullable JournalView journal,
        @Nullable LimitsView limits,
        List<SourceCounts> sources,
        List<Long> perSecond,
        List<RefusalView> refusals) {

    private static final int SECONDS = 60;
    private static final Tail.Counts NOTHING = new Tail.Counts(0, 0, 0, 0, 0, Map.of(), null);

    /**
     * Where sources send to.
     *
     * @param url the public one, without a slash at the end; null if nobody said, so that who reaches the server knows best
     * @param fromElsewhere whether other machines may reach it, by itself or through a proxy
     */
    public record CollectorView(@Nullable String url, boolean fromElsewhere) {

        public static CollectorView of(Listening listening) {
            URI url = listening.publicUrl();
            return new CollectorView(url == null ? null : url.toString(), listening.isReachedFromElsewhere());
        }
    }

    /**
     * The journal.
     *
     * @param lagEvents events that are on the disk and not in the lake
     * @param lagSeconds age of the oldest of them, or of what waits in Kafka
     * @param waitingInKafka requests that wait in Kafka; null where nobody knows, or where the journal is the home's own
     * @param lagLimit bytes of lag above which nothing is accepted
     * @param freeDiskLimit bytes of free disk below which nothing is accepted
     * @param remembered events that are known as accepted
     * @param memory how far back they are known
     * @param problem why nothing can be accepted, or what waits in Kafka cannot be read; null if all is well
     */
    public record JournalView(
            long accepted,
            long duplicates,
            long quarantined,
            long refusedBatches,
            long lagEvents,
            long lagBytes,
            double lagSeconds,
            @Nullable Long waitingInKafka,
            long lagLimit,
            long freeDisk,
            long freeDiskLimit,
            long remembered,
            MemoryView memory,
            @Nullable Instant lastWrite,
            @Nullable Instant lastCommit,
            @Nullable String problem) {

        static JournalView of(JournalStatus status, JournalSettings limits, @Nullable TopicStatus topic) {
            Duration lag = topic == null || topic.lag().compareTo(status.lag()) < 0 ? status.lag() : topic.lag();
            return new JournalView(
                    status.accepted(),
                    status.duplicates(),
                    status.quarantined(),
                    status.refused(),
                    status.lagEvents(),
                    status.lagBytes(),
                    lag.toMillis() / 1000.0,
                    topic == null || topic.waiting().isEmpty()
                            ? null
                            : Long.valueOf(topic.waiting().getAsLong()),
                    limits.lagBytes(),
                    status.freeDisk(),
                    limits.freeDisk(),
                    status.remembered(),
                    MemoryView.of(status),
                    status.lastWrite(),
                    status.lastCommit(),
                    problem(status, topic));
        }

        private static @Nullable String problem(JournalStatus status, @Nullable TopicStatus topic) {
            if (status.problem() != null || topic == null) {
                return status.problem();
            }
            return topic.writeProblem() == null ? topic.fault() : topic.writeProblem();
        }
    }

    /**
     * How far back accepted events are known.
     *
     * @param forgottenEarly events forgotten because the memory was full, since the journal was made
     * @param messagesSeconds by the ids of their messages
     * @param messagesTooShort senders may try again for longer
     * @param thingsSeconds by the ids of what they tell of, such as orders
     * @param thingsTooShort shapes ask for more
     */
    public record MemoryView(
            long forgottenEarly,
            double messagesSeconds,
            boolean messagesTooShort,
            double thingsSeconds,
            boolean thingsTooShort) {

        static MemoryView of(JournalStatus status) {
            return new MemoryView(
                    status.forgottenEarly(),
                    status.known().toMillis() / 1000.0,
                    status.forgetsMessages(),
                    status.knownThings().toMillis() / 1000.0,
                    status.forgetsThings());
        }
    }

    /**
     * What a source has sent.
     *
     * @param dropped events without effect or consent
     * @param refused events refused by a limit
     * @param kinds touches by kind
     * @param lastAt when something last came; null if nothing did
     */
    public record SourceCounts(
            String source,
            boolean enabled,
            long accepted,
            long duplicates,
            long quarantined,
            long dropped,
            long refused,
            Map<String, Long> kinds,
            @Nullable Instant lastAt) {

        static SourceCounts of(Source source, Tail.Counts counts) {
            return new SourceCounts(
                    source.name(),
                    source.enabled(),
                    counts.accepted(),
                    counts.duplicates(),
                    counts.quarantined(),
                    counts.dropped(),
                    counts.refused(),
                    counts.kinds(),
                    counts.lastAt());
        }
    }

    /**
     * Requests that were refused for one reason.
     *
     * @param source null where it is not known whose they were
     * @param code what the senders were answered
     */
    public record RefusalView(@Nullable String source, String code, long requests) {}

    /** A brand that has no source yet. */
    public static LiveView ofNone(String brand, CollectorView collector, Instant now) {
        return new LiveView(brand, now, collector, null, null, List.of(), List.of(), List.of());
    }

    public static LiveView of(
            Brand brand, CollectorView collector, List<Source> sources, List<RefusalView> refusals, Instant now) {
        Intake intake = brand.intake();
        TopicStatus topic = brand.topic().map(JournalTopic::status).orElse(null);
        Map<String, Tail.Counts> counts = intake.tail().counts();
        List<SourceCounts> bySource = new ArrayList<>();
        for (Source source : sources) {
            bySource.add(SourceCounts.of(source, counts.getOrDefault(source.name(), NOTHING)));
        }
        return new LiveView(
                brand.name(),
                now,
                collector,
                JournalView.of(intake.journal(), intake.limits(), topic),
                LimitsView.of(intake),
                bySource,
                intake.tail().perSecond(now, SECONDS),
                List.copyOf(refusals));
    }
}
