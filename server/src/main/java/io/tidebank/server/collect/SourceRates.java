package io.tidebank.server.collect;

import io.tidebank.collect.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Keeps one source from taking all there is: each may send so many events a second, and has a few seconds' worth in
 * hand. A request is let through as long as anything is in hand, so that large batches pass too, and is paid for in full.
 */
@Component
class SourceRates {

    private static final int SECONDS_IN_HAND = 5;

    private final Map<List<String>, Bucket> buckets = new ConcurrentHashMap<>();

    private static final class Bucket {

        private double left;
        private long at = System.nanoTime();

        Bucket(double left) {
            this.left = left;
        }
    }

    /**
     * How long the source has to wait; zero if it may go on, and has paid.
     *
     * @param perSecond events a second that it may send; 0 for any number
     */
    Duration wait(Source source, int events, int perSecond) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        double most = (double) SECONDS_IN_HAND * perSecond;
        Bucket bucket = buckets.computeIfAbsent(List.of(source.brand(), source.name()), key -> new Bucket(most));
        synchronized (bucket) {
            long now = System.nanoTime();
            bucket.left = Math.min(most, bucket.left + (now - bucket.at) / 1e9 * perSecond);
            bucket.at = now;
            if (bucket.left <= 0) {
                return Duration.ofMillis((long) Math.ceil(-bucket.left / perSecond * 1000) + 1);
            }
            bucket.left -= events;
            return Duration.ZERO;
        }
    }

    /** Pays back what was paid for a request that was not taken after all. */
    void giveBack(Source source, int events) {
        Bucket bucket = buckets.get(List.of(source.brand(), source.name()));
        if (bucket != null) {
            synchronized (bucket) {
                bucket.left += events;
            }
        }
    }
}
