package io.tidebank.server.latency;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** How long senders wait for their answers: a histogram by status of the answer. */
@Component
public final class CollectionLatency {

    private static final double NANOS = 1e9;
    private static final double[] UP_TO_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
    };

    private final Map<Integer, Buckets> byStatus = new ConcurrentSkipListMap<>();

    private static final class Buckets {

        private final LongAdder[] counts = new LongAdder[UP_TO_SECONDS.length];
        private final LongAdder nanos = new LongAdder();

        Buckets() {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = new LongAdder();
            }
        }

        void add(long taken) {
            int bucket = 0;
            while (taken > UP_TO_SECONDS[bucket] * NANOS) {
                bucket++;
            }
            counts[bucket].increment();
            nanos.add(taken);
        }
    }

    /** A filter that measures the requests to these addresses, before all others. */
    public FilterRegistrationBean<Filter> clock(String... patterns) {
        Filter clock = (request, response, chain) -> {
            long start = System.nanoTime();
            chain.doFilter(request, response);
            if (response instanceof HttpServletResponse answer) {
                add(answer.getStatus(), System.nanoTime() - start);
            }
        };
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(clock);
        registration.setName("collection clock");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns(patterns);
        return registration;
    }

    private void add(int status, long nanos) {
        byStatus.computeIfAbsent(status, key -> new Buckets()).add(nanos);
    }

    /** As it stands now. */
    public HistogramSnapshot read() {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name("tidebank_collect_request_seconds")
                .help("Time from a sender's request to its answer, by status of the answer");
        byStatus.forEach((status, buckets) -> histogram.dataPoint(HistogramDataPointSnapshot.builder()
                .labels(Labels.of("status", Integer.toString(status)))
                .classicHistogramBuckets(ClassicHistogramBuckets.of(UP_TO_SECONDS, counts(buckets)))
                .sum(buckets.nanos.sum() / NANOS)
                .build()));
        return histogram.build();
    }

    private static long[] counts(Buckets buckets) {
        long[] counts = new long[UP_TO_SECONDS.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = buckets.counts[i].sum();
        }
        return counts;
    }
}
