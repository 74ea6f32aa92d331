package io.tidebank.collect.intake;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Says how often a kind of work was done since the start, and how long all of it took. Any number of threads share it. */
public final class Stopwatch {

    private final LongAdder times = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /**
     * Work done so far.
     *
     * @param times how often, whether it went well or not
     * @param total how long in all
     */
    public record Timing(long times, Duration total) {}

    /** Does the work and counts it. */
    public <T> T time(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos.add(System.nanoTime() - start);
            times.increment();
        }
    }

    public Timing timing() {
        return new Timing(times.sum(), Duration.ofNanos(nanos.sum()));
    }
}
