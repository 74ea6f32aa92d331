package io.tidebank.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Requests that were refused, by status: they are counted and not logged, so that nobody fills the log with them. */
@Component
class RefusedRequests {

    private static final int FIRST = 400;
    private static final int BEHIND_LAST = 500;

    private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();

    void count(int status) {
        if (status >= FIRST && status < BEHIND_LAST) {
            byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
        }
    }

    CounterSnapshot read() {
        Counters counters = new Counters(
                "tidebank_refused_requests", "Requests to any address that were refused, since the server started");
        byStatus.forEach((status, count) -> counters.add(Labels.of("status", Integer.toString(status)), count.sum()));
        return counters.snapshot();
    }
}
