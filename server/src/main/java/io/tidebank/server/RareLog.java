package io.tidebank.server;

import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Logs a fault of each kind once a minute: while it lasts, every request and every round would say the same. */
public final class RareLog {

    private static final long APART_NANOS = Duration.ofMinutes(1).toNanos();

    private final BiConsumer<String, Throwable> log;
    private final LongSupplier nanos;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /** When a kind was last logged, and how often it came since. */
    private record Kind(long loggedAt, AtomicLong since) {}

    /**
     * @param log takes what is logged
     * @param nanos a clock that only goes forward
     */
    public RareLog(BiConsumer<String, Throwable> log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /** Into a log: in one line what says itself what is wrong, and with where it happened what does not. */
    public static RareLog of(Logger log) {
        return new RareLog(
                (kind, failure) -> {
                    if (failure instanceof TidebankException told) {
                        log.error("{}: {} {}", kind, told.code().name(), told.getMessage());
                    } else {
                        log.error(kind, failure);
                    }
                },
                System::nanoTime);
    }

    /** @param kind one of few */
    public void error(String kind, Throwable failure) {
        kinds.compute(kind, (same, before) -> {
            long now = nanos.getAsLong();
            if (before != null && now - before.loggedAt < APART_NANOS) {
                before.since.incrementAndGet();
                return before;
            }
            log.accept(
                    before == null ? kind : "%s (and %s more since it was logged)".formatted(kind, before.since),
                    failure);
            return new Kind(now, new AtomicLong());
        });
    }
}
