package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.tidebank.collect.intake.Stopwatch;

/** How often work was done and how long it took in all, for each of several labels. */
final class Timings {

    private static final double NANOS = 1e9;

    private final SummarySnapshot.Builder timings = SummarySnapshot.builder();

    Timings(String name, String help) {
        timings.name(name).help(help);
    }

    void add(Labels labels, Stopwatch.Timing timing) {
        timings.dataPoint(SummaryDataPointSnapshot.builder()
                .labels(labels)
                .count(timing.times())
                .sum(timing.total().toNanos() / NANOS)
                .build());
    }

    SummarySnapshot snapshot() {
        return timings.build();
    }
}
