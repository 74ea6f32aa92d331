package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.feed.FeedState;
import io.tidebank.collect.feed.FeedStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Feeds as metrics: what each has brought, what waits for it, and whether it is well. */
@Component
class FeedMetrics {

    private final Tidebank tidebank;
    private final Clock clock;

    FeedMetrics(Tidebank tidebank, Clock clock) {
        this.clock = clock;
        this.tidebank = tidebank;
    }

    /** One reading: a metric of each name, with the values of all feeds. */
    private static final class Sheet {

        final Counters records =
                new Counters("tidebank_feed_records", "Records, rows or files read, since the server started");
        final Counters events = new Counters(
                "tidebank_feed_events", "Events by feed and what became of them, since the server started");
        final Counters faults = new Counters("tidebank_feed_faults", "Faults met, since the server started");
        final Gauges waiting = new Gauges("tidebank_feed_waiting_records", "Records that wait to be read");
        final Gauges well = new Gauges("tidebank_feed_well", "1 while a feed is read or paused, 0 while it is faulty");
        final Gauges age = new Gauges("tidebank_feed_last_read_age_seconds", "Time since anything was last read");

        List<MetricSnapshot> snapshots() {
            return List.of(
                    records.snapshot(),
                    events.snapshot(),
                    faults.snapshot(),
                    waiting.snapshot(),
                    well.snapshot(),
                    age.snapshot());
        }
    }

    List<MetricSnapshot> read(ReadBrands brands) {
        Sheet sheet = new Sheet();
        brands.each(brand -> tidebank.feeds(brand)
                .list()
                .forEach(feed -> write(sheet, Labels.of("brand", brand, "feed", feed.name()), feed)));
        return sheet.snapshots();
    }

    private void write(Sheet sheet, Labels labels, FeedStatus feed) {
        FeedStatus.Counts counts = feed.counts();
        sheet.records.add(labels, counts.read());
        sheet.events.add(labels.add("fate", "accepted"), counts.accepted());
        sheet.events.add(labels.add("fate", "duplicate"), counts.duplicates());
        sheet.events.add(labels.add("fate", "quarantined"), counts.quarantined());
        sheet.events.add(labels.add("fate", "dropped"), counts.dropped());
        sheet.faults.add(labels, counts.faults());
        sheet.well.add(labels, feed.state() == FeedState.FAULT || feed.state() == FeedState.INVALID ? 0 : 1);
        feed.waiting().ifPresent(waiting -> sheet.waiting.add(labels, waiting));
        Instant last = feed.lastAt();
        if (last != null) {
            sheet.age.add(labels, Duration.between(last, clock.instant()).toMillis() / 1000.0);
        }
    }
}
