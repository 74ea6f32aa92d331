package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** A count that only grows, for each of several labels. */
final class Counters {

    private final CounterSnapshot.Builder counters = CounterSnapshot.builder();

    /** @param name without the {@code _total} that is put behind it */
    Counters(String name, String help) {
        counters.name(name).help(help);
    }

    void add(Labels labels, long value) {
        add(labels, (double) value);
    }

    void add(Labels labels, double value) {
        counters.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build());
    }

    CounterSnapshot snapshot() {
        return counters.build();
    }
}
