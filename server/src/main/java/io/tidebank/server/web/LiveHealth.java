package io.tidebank.server.web;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.feed.FeedState;
import io.tidebank.collect.feed.FeedStatus;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.JournalStatus;
import io.tidebank.collect.topic.TopicStatus;
import io.tidebank.server.EachBrand;
import io.tidebank.server.WholeTime;
import io.tidebank.server.upkeep.LiveFaults;
import io.tidebank.server.upkeep.LiveFaults.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether live events are taken, and whether they come to the lake; of every brand that has a source. */
@Component
class LiveHealth {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Tidebank tidebank;
    private final LiveFaults faults;
    private final Clock clock;

    /** When health was first asked for: what waits from before that has its minute, too. */
    private final Instant started;

    LiveHealth(Tidebank tidebank, LiveFaults faults, Clock clock) {
        this.tidebank = tidebank;
        this.faults = faults;
        this.clock = clock;
        this.started = clock.instant();
    }

    List<HealthPart> parts() {
        Map<String, List<HealthPart>> collected = new LinkedHashMap<>();
        EachBrand.run(
                tidebank,
                brand -> collected.put(brand, collection(brand)),
                (brand, fault) -> collected.put(brand, List.of(broken("journal " + brand, fault))));
        List<HealthPart> parts = new ArrayList<>(needed(collected.values()));
        for (String brand : collected.keySet()) {
            faults.of(brand, Work.COMMIT)
                    .ifPresent(fault -> parts.add(rounds("commits of " + brand, fault, clock.instant())));
            faults.of(brand, Work.REFRESH)
                    .ifPresent(fault -> parts.add(rounds("stages of " + brand, fault, clock.instant())));
            faults.of(brand, Work.MERGE)
                    .ifPresent(fault -> parts.add(rounds("merges of " + brand, fault, clock.instant())));
        }
        EachBrand.run(tidebank, brand -> addMemory(parts, brand), (brand, fault) -> {
            // Its journal is not well, and that has been told.
        });
        EachBrand.run(
                tidebank,
                brand -> addFeeds(parts, brand),
                (brand, fault) -> parts.add(broken("feeds of " + brand, fault).notNeeded()));
        return parts;
    }

    private static HealthPart broken(String name, RuntimeException fault) {
        return new HealthPart(name, false, String.valueOf(fault.getMessage()));
    }

    /** None for a brand without a source. */
    private List<HealthPart> collection(String brand) {
        if (!tidebank.sources().any(brand)) {
            return List.of();
        }
        List<HealthPart> parts = new ArrayList<>();
        Instant now = clock.instant();
        Intake intake = tidebank.brand(brand).intake();
        parts.add(journal(brand, intake.journal(), intake.limits()));
        parts.add(commits(brand, intake.journal(), started, now));
        tidebank.topic(brand).ifPresent(topic -> parts.add(topic(brand, topic.status(), now)));
        return parts;
    }

    /**
     * What is asked is whether senders should be sent here. One brand's fault is told to its own senders; to send those of
     * the others away with them helps nobody. Where no brand is well there is nothing left to send anybody here for.
     */
    static List<HealthPart> needed(Collection<List<HealthPart>> brands) {
        boolean oneIsWell = brands.stream()
                .anyMatch(parts -> !parts.isEmpty() && parts.stream().allMatch(HealthPart::ok));
        return brands.stream()
                .flatMap(List::stream)
                .map(part -> oneIsWell ? part.notNeeded() : part)
                .toList();
    }

    private void addFeeds(List<HealthPart> parts, String brand) {
        for (FeedStatus feed : tidebank.feeds(brand).list()) {
            parts.add(feed(brand, feed, clock.instant()));
        }
    }

    /**
     * A feed that met a fault tries again by itself, and is given a minute. The server is not held to be ill with it: other
     * people's databases may be away, and events go on coming.
     */
    static HealthPart feed(String brand, FeedStatus feed, Instant now) {
        String name = "feed %s of %s".formatted(feed.name(), brand);
        String state = feed.state().name().toLowerCase(Locale.ROOT);
        String message = feed.fault() == null ? state : state + ": " + feed.fault();
        Instant since = feed.faultSince();
        boolean unwell = feed.state() == FeedState.INVALID || (since != null && since.isBefore(now.minus(PATIENCE)));
        return new HealthPart(name, !unwell, message, false);
    }

    /** What came is safe in the journal or the lake, so senders may go on; but what people see gets older. */
    static HealthPart rounds(String name, LiveFaults.Fault fault, Instant now) {
        boolean unwell = fault.since().isBefore(now.minus(PATIENCE));
        return new HealthPart(name, !unwell, "behind since %s: %s".formatted(fault.since(), fault.message()), false);
    }

    /** Writable, and within its limits. */
    static HealthPart journal(String brand, JournalStatus status, JournalSettings limits) {
        String name = "journal " + brand;
        String problem = status.problem();
        if (problem != null) {
            return new HealthPart(name, false, problem);
        }
        if (status.lagBytes() >= limits.lagBytes()) {
            return new HealthPart(
                    name,
                    false,
                    "%,d MB wait for the lake, and no more than %,d may"
                            .formatted(status.lagBytes() >> 20, limits.lagBytes() >> 20));
        }
        if (status.freeDisk() < limits.freeDisk()) {
            return new HealthPart(
                    name,
                    false,
                    "%,d MB of disk are free, and %,d have to be"
                            .formatted(status.freeDisk() >> 20, limits.freeDisk() >> 20));
        }
        return new HealthPart(name, true, "%,d events wait for the lake".formatted(status.lagEvents()));
    }

    private void addMemory(List<HealthPart> parts, String brand) {
        if (tidebank.sources().any(brand)) {
            JournalStatus status = tidebank.brand(brand).intake().journal();
            if (status.forgetsMessages() || status.forgetsThings()) {
                parts.add(memory(brand, status));
            }
        }
    }

    /** Senders may go on: what is forgotten early is counted twice or left to files, and more memory is what helps. */
    static HealthPart memory(String brand, JournalStatus status) {
        List<String> faults = new ArrayList<>();
        if (status.forgetsMessages()) {
            faults.add("messages are known for %s, and senders try again for longer"
                    .formatted(WholeTime.of(status.known())));
        }
        if (status.forgetsThings()) {
            faults.add("what orders have told is known for %s, and what shapes tell of older ones is left to files"
                    .formatted(WholeTime.of(status.knownThings())));
        }
        String early = " (%,d events were forgotten early)".formatted(status.forgottenEarly());
        return new HealthPart("memory " + brand, false, String.join("; ", faults) + early, false);
    }

    /** Where Kafka is the journal: it acknowledges, and what waits there is read. */
    static HealthPart topic(String brand, TopicStatus status, Instant now) {
        String name = "journal topic " + brand;
        Instant since = status.faultSince();
        String problem = status.writeProblem();
        if (problem == null && since != null && since.isBefore(now.minus(PATIENCE))) {
            problem = status.fault();
        }
        if (problem != null) {
            return new HealthPart(name, false, problem);
        }
        String waiting = status.waiting().isPresent()
                ? "%,d requests wait in Kafka".formatted(status.waiting().getAsLong())
                : "nobody knows yet how much waits in Kafka";
        return new HealthPart(name, true, waiting);
    }

    /** While something waits, the lake takes some of it now and then. */
    static HealthPart commits(String brand, JournalStatus status, Instant started, Instant now) {
        String name = "lake commits " + brand;
        Instant last = status.lastCommit();
        Instant since = last == null || last.isBefore(started) ? started : last;
        // One that is to come was before the clock was set back.
        boolean longAgo = since.isBefore(now.minus(PATIENCE)) || since.isAfter(now);
        boolean late = status.lagEvents() > 0 && status.lag().compareTo(PATIENCE) > 0 && longAgo;
        if (late) {
            return new HealthPart(
                    name,
                    false,
                    "%,d events wait, the oldest for %d s; the server's log says why"
                            .formatted(status.lagEvents(), status.lag().toSeconds()));
        }
        return new HealthPart(name, true, last == null ? "none since the start" : "last at " + last);
    }
}
