package io.tidebank.collect.protocol;

import java.time.Duration;

/**
 * What one request may be.
 *
 * @param eventBytes of one event; a single call above it is refused, an event of a batch is put aside
 * @param batchBytes of a whole body after inflation; above it the request is refused, and so it is above 32 times as much
 *     with what belongs to the whole batch told for each of its events
 * @param batchEvents in one batch; above it the request is refused
 * @param depth of arrays and objects in each other, the request's own counted; above it an event is put aside
 * @param past how far before its arrival an event may say to have happened; above it the event is put aside. Each day has
 *     files of its own in the lake, so this is how many files a sender can have written at once
 * @param future how far after its arrival an event may say to have happened; above it the event is put aside
 */
public record Limits(int eventBytes, int batchBytes, int batchEvents, int depth, Duration past, Duration future) {

    /** The limits that the published SDKs are built for. */
    public static final Limits DEFAULT =
            new Limits(32 << 10, 500 << 10, 2500, 64, Duration.ofDays(3650), Duration.ofHours(24));

    /** The widest that a brand can set. */
    public static final Limits WIDEST =
            new Limits(16 << 20, 64 << 20, 100_000, 500, Duration.ofDays(36_500), Duration.ofDays(365));

    public Limits {
        if (eventBytes < 1
                || batchBytes < eventBytes
                || batchEvents < 1
                || depth < 4
                || past.isNegative()
                || future.isNegative()) {
            throw new IllegalArgumentException("Limits contradict each other: %d %d %d %d %s %s"
                    .formatted(eventBytes, batchBytes, batchEvents, depth, past, future));
        }
    }
}
