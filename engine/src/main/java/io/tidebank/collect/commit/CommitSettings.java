package io.tidebank.collect.commit;

import java.time.Duration;

/**
 * When the journal is taken into the lake, and how much at a time.
 *
 * @param after when the oldest event has waited so long
 * @param touches or when so many wait; also the most that one commit takes, but for the last record's
 * @param bytes or so many bytes of journal; likewise
 */
public record CommitSettings(Duration after, int touches, long bytes) {

    /** Two seconds, half a million touches or 128 MB. */
    public static final CommitSettings DEFAULTS = new CommitSettings(Duration.ofSeconds(2), 500_000, 128L << 20);

    public CommitSettings {
        if (after.isNegative() || touches < 1 || bytes < 1) {
            throw new IllegalArgumentException("A commit takes at least one touch, and waits for no negative time");
        }
    }
}
