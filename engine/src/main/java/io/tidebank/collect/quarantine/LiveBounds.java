package io.tidebank.collect.quarantine;

import java.time.Duration;

/**
 * How much of what live sources sent wrongly is kept.
 *
 * @param age rows older than this are dropped
 * @param bytes above this the oldest rows are dropped
 */
public record LiveBounds(Duration age, long bytes) {

    /** Ninety days in at most 512 MB. */
    public static final LiveBounds DEFAULTS = new LiveBounds(Duration.ofDays(90), 512L << 20);
}
