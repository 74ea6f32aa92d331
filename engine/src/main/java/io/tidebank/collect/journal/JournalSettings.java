package io.tidebank.collect.journal;

import java.time.Duration;

/**
 * How much a brand's journal takes on.
 *
 * @param memory how long an accepted event is known, so that it is not accepted again; up to a tenth longer
 * @param memoryBytes disk that this knowledge may take; when it is not enough, the oldest tenth is forgotten early
 * @param waitingRequests requests that may wait for the disk
 * @param waitingBytes bytes of them
 * @param lagBytes bytes that may be accepted and not yet in the lake
 * @param freeDisk bytes of disk below which nothing is accepted
 * @param batchBytes most bytes of one batch
 */
public record JournalSettings(
        Duration memory,
        long memoryBytes,
        int waitingRequests,
        long waitingBytes,
        long lagBytes,
        long freeDisk,
        int batchBytes) {

    /**
     * For how long a brand's journal remembers at the least: shapes rely on that by {@code younger_than_days: 25}, and
     * feeds that read back.
     */
    public static final Duration LEAST_KNOWN = Duration.ofDays(25);

    private static final long MEGABYTE = 1L << 20;

    /** A month of memory in at most 2 GB, 4 GB of lag, 2 GB of disk left free. */
    public static final JournalSettings DEFAULTS = new JournalSettings(
            Duration.ofDays(30), 2048 * MEGABYTE, 4096, 64 * MEGABYTE, 4096 * MEGABYTE, 2048 * MEGABYTE, (int)
                    (16 * MEGABYTE));

    public JournalSettings {
        if (memory.toSeconds() < 1 || memoryBytes < MEGABYTE / 16 || waitingRequests < 1) {
            throw new IllegalArgumentException("A journal remembers at least a second, in 64 kB, and lets one wait");
        }
        if (waitingBytes < 1 || lagBytes < 1 || freeDisk < 0 || batchBytes < 1) {
            throw new IllegalArgumentException("A journal's limits are above 0");
        }
    }

    /** The same with other limits of what waits for the lake and what stays free. */
    public JournalSettings limited(long otherLag, long otherFreeDisk) {
        return new JournalSettings(
                memory, memoryBytes, waitingRequests, waitingBytes, otherLag, otherFreeDisk, batchBytes);
    }
}
