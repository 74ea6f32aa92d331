package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** A number that goes up and down, for each of several labels. */
final class Gauges {

    private final GaugeSnapshot.Builder gauges = GaugeSnapshot.builder();

    Gauges(String name, String help) {
        gauges.name(name).help(help);
    }

    Gauges add(Labels labels, long value) {
        return add(labels, (double) value);
    }

    Gauges add(Labels labels, double value) {
        gauges.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
        return this;
    }

    GaugeSnapshot snapshot() {
        return gauges.build();
    }
}
