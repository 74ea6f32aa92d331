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

    /** Events a second; far above what one shop sends, far below what the journal takes. */
    private static final double PER_SECOND = 20_000;

    private static final double IN_HAND = 5 * PER_SECOND;

    private final Map<List<String>, Bucket> buckets = new ConcurrentHashMap<>();

    private static final class Bucket {

        private double left = IN_HAND;
        private long at = System.nanoTime();
    }

    /** How long the source has to wait; zero if it may go on, and has paid. */
    Duration wait(Source source, int events) {
        Bucket bucket = buckets.computeIfAbsent(List.of(source.brand(), source.name()), key -> new Bucket());
        synchronized (bucket) {
            long now = System.nanoTime();
            bucket.left = Math.min(IN_HAND, bucket.left + (now - bucket.at) / 1e9 * PER_SECOND);
            bucket.at = now;
            if (bucket.left <= 0) {
                return Duration.ofMillis((long) Math.ceil(-bucket.left / PER_SECOND * 1000) + 1);
            }
            bucket.left -= events;
            return Duration.ZERO;
        }
    }
}
