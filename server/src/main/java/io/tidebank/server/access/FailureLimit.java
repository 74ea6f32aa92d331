package io.tidebank.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down who tries secrets: so many failures a minute are answered, and those above with "later". Only failures count
 * and only failures are put off: a right secret passes whatever others tried from the same address.
 */
@Component
public final class FailureLimit {

    private static final int USUAL_PER_MINUTE = 20;
    private static final int REMEMBERED = 10_000;
    private static final int NETWORK_BYTES = 8;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What somebody may fail still, at a moment. */
    private record Bucket(double left, long at) {}

    @Autowired
    FailureLimit() {
        this(USUAL_PER_MINUTE, System::nanoTime);
    }

    /** @param nanos a clock that only goes forward */
    FailureLimit(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
    }

    /** Counts a failure; how long to wait before the next, zero if it need not. */
    public synchronized Duration failed(String who) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.getOrDefault(who, new Bucket(perMinute, now));
        double left = Math.min(perMinute, bucket.left + (now - bucket.at) / NANOS_PER_MINUTE * perMinute);
        if (left < 1) {
            buckets.put(who, new Bucket(left, now));
            return Duration.ofNanos((long) Math.ceil((1 - left) / perMinute * NANOS_PER_MINUTE));
        }
        buckets.put(who, new Bucket(left - 1, now));
        return Duration.ZERO;
    }

    /** Whether the next failure would be put off. */
    public synchronized boolean isExhausted(String who) {
        Bucket bucket = buckets.get(who);
        return bucket != null && bucket.left + (nanos.getAsLong() - bucket.at) / NANOS_PER_MINUTE * perMinute < 1;
    }

    /** By whom failures from an address are counted: an IPv6 network counts as one, since each of its hosts has many. */
    public static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    synchronized int remembered() {
        return buckets.size();
    }
}
