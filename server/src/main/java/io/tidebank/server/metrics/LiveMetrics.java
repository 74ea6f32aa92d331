package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.Tail;
import io.tidebank.collect.journal.JournalStatus;
import io.tidebank.collect.quarantine.LiveQuarantine;
import io.tidebank.server.collect.DifferingKeys;
import io.tidebank.server.collect.Refusals;
import io.tidebank.server.collect.http.BodyRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Live collection as metrics: what came by which source, how the journal stands, how long commits and refreshes take. */
@Component
class LiveMetrics {

    private final Tidebank tidebank;
    private final Refusals refusals;
    private final DifferingKeys differing;
    private final BodyRoom room;
    private final Clock clock;

    LiveMetrics(Tidebank tidebank, Refusals refusals, DifferingKeys differing, BodyRoom room, Clock clock) {
        this.clock = clock;
        this.tidebank = tidebank;
        this.refusals = refusals;
        this.differing = differing;
        this.room = room;
    }

    /** One reading: a metric of each name, with the values of all brands. */
    private static final class Sheet {

        final Counters events = new Counters(
                "tidebank_live_events", "Events by source and what became of them, since the server started");
        final Counters touches =
                new Counters("tidebank_live_touches", "Touches accepted by source and kind, since the server started");
        final Counters refused = new Counters(
                "tidebank_live_refused_requests", "Requests refused by source and reason, since the server started");
        final Counters differing = new Counters(
                "tidebank_live_differing_keys",
                "Requests whose body had another write key than their header, by source of the header's");
        final Gauges bodies =
                new Gauges("tidebank_collect_bodies_bytes", "Bytes of bodies that are worked on just now");
        final Gauges bodiesLimit =
                new Gauges("tidebank_collect_bodies_limit_bytes", "Bytes of bodies above which senders come again");
        final Gauges lagEvents =
                new Gauges("tidebank_journal_lag_events", "Events that are on the disk and not in the lake");
        final Gauges lagBytes =
                new Gauges("tidebank_journal_lag_bytes", "Bytes of journal that are on the disk and not in the lake");
        final Gauges lagLimit =
                new Gauges("tidebank_journal_lag_limit_bytes", "Bytes of lag above which nothing is accepted");
        final Gauges lagSeconds =
                new Gauges("tidebank_journal_lag_seconds", "Age of the oldest event that is not in the lake");
        final Gauges writable = new Gauges("tidebank_journal_writable", "1 while events can be accepted, 0 otherwise");
        final Gauges remembered = new Gauges("tidebank_journal_remembered_events", "Events that are known as accepted");
        final Counters forgotten = new Counters(
                "tidebank_journal_forgotten_early", "Events forgotten before their time, since the journal was made");
        final Gauges memory = new Gauges(
                "tidebank_journal_memory_seconds",
                "How far back all accepted events are known, by what their ids name");
        final Gauges freeDisk = new Gauges("tidebank_journal_free_disk_bytes", "Free bytes on the journal's disk");
        final Gauges freeDiskLimit =
                new Gauges("tidebank_journal_free_disk_limit_bytes", "Bytes of disk below which nothing is accepted");
        final Gauges commitAge =
                new Gauges("tidebank_lake_last_commit_age_seconds", "Time since the lake last took live events");
        final Gauges quarantined =
                new Gauges("tidebank_quarantine_live_rows", "Bad events of live sources that are kept");
        final Gauges quarantinedBytes =
                new Gauges("tidebank_quarantine_live_bytes", "Bytes of bad events of live sources that are kept");
        final Counters quarantineDropped = new Counters(
                "tidebank_quarantine_live_dropped", "Bad events of live sources dropped for age or want of room");
        final Timings commits = new Timings("tidebank_lake_commit_seconds", "Commits of live events to the lake");
        final Timings refreshes = new Timings("tidebank_refresh_seconds", "Refreshes of everything derived");

        List<MetricSnapshot> snapshots() {
            return List.of(
                    events.snapshot(),
                    touches.snapshot(),
                    refused.snapshot(),
                    differing.snapshot(),
                    bodies.snapshot(),
                    bodiesLimit.snapshot(),
                    lagEvents.snapshot(),
                    lagBytes.snapshot(),
                    lagLimit.snapshot(),
                    lagSeconds.snapshot(),
                    writable.snapshot(),
                    remembered.snapshot(),
                    forgotten.snapshot(),
                    memory.snapshot(),
                    freeDisk.snapshot(),
                    freeDiskLimit.snapshot(),
                    commitAge.snapshot(),
                    quarantined.snapshot(),
                    quarantinedBytes.snapshot(),
                    quarantineDropped.snapshot(),
                    commits.snapshot(),
                    refreshes.snapshot());
        }
    }

    List<MetricSnapshot> read(ReadBrands brands) {
        Sheet sheet = new Sheet();
        sheet.bodies.add(Labels.EMPTY, room.taken());
        sheet.bodiesLimit.add(Labels.EMPTY, room.most());
        for (Refusals.Count count : refusals.all()) {
            Labels labels = Labels.of("brand", count.brand(), "source", count.source(), "code", count.code());
            sheet.refused.add(labels, count.requests());
        }
        for (DifferingKeys.Count count : differing.all()) {
            sheet.differing.add(Labels.of("brand", count.brand(), "source", count.source()), count.requests());
        }
        brands.each(brand -> read(sheet, brand));
        return sheet.snapshots();
    }

    private void read(Sheet sheet, String name) {
        Brand brand = tidebank.brand(name);
        Labels labels = Labels.of("brand", name);
        sheet.refreshes.add(labels, brand.refreshes());
        if (tidebank.sources().any(name)) {
            Intake intake = brand.intake();
            sheet.commits.add(labels, intake.commits());
            intake.tail().counts().forEach((source, counts) -> count(sheet, labels.add("source", source), counts));
            journal(sheet, labels, intake);
        }
    }

    private static void count(Sheet sheet, Labels labels, Tail.Counts counts) {
        sheet.events.add(labels.add("fate", "accepted"), counts.accepted());
        sheet.events.add(labels.add("fate", "duplicate"), counts.duplicates());
        sheet.events.add(labels.add("fate", "quarantined"), counts.quarantined());
        sheet.events.add(labels.add("fate", "dropped"), counts.dropped());
        sheet.events.add(labels.add("fate", "refused"), counts.refused());
        counts.kinds().forEach((kind, touches) -> sheet.touches.add(labels.add("kind", kind), touches));
    }

    private void journal(Sheet sheet, Labels labels, Intake intake) {
        JournalStatus status = intake.journal();
        sheet.lagEvents.add(labels, status.lagEvents());
        sheet.lagBytes.add(labels, status.lagBytes());
        sheet.lagLimit.add(labels, intake.limits().lagBytes());
        sheet.lagSeconds.add(labels, seconds(status.lag()));
        sheet.writable.add(labels, status.problem() == null ? 1 : 0);
        sheet.remembered.add(labels, status.remembered());
        sheet.forgotten.add(labels, status.forgottenEarly());
        sheet.memory.add(labels.add("ids", "messages"), seconds(status.known()));
        sheet.memory.add(labels.add("ids", "things"), seconds(status.knownThings()));
        sheet.freeDisk.add(labels, status.freeDisk());
        sheet.freeDiskLimit.add(labels, intake.limits().freeDisk());
        LiveQuarantine.Standing kept = intake.quarantined();
        sheet.quarantined.add(labels, kept.rows());
        sheet.quarantinedBytes.add(labels, kept.bytes());
        sheet.quarantineDropped.add(labels, kept.dropped());
        Instant lastCommit = status.lastCommit();
        if (lastCommit != null) {
            sheet.commitAge.add(labels, seconds(Duration.between(lastCommit, clock.instant())));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
