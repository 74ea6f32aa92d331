package io.tidebank.collect.shape;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What shapes need to know of the time to tell what is young: what was not told before, or is known if it was.
 *
 * @param now when the document came
 * @param known how far back what was told is known; what is older than that is not young
 * @param untold what was made after this moment was never told, and is young however old it is; null if nobody knows
 */
public record Ages(Instant now, Duration known, @Nullable Instant untold) {

    private static final Duration EVER = Duration.ofDays(365_000);

    /** Where nothing that was told is ever forgotten. */
    public static Ages at(Instant now) {
        return new Ages(now, EVER, null);
    }

    /** The same for what was never told if it was made after this moment. */
    public Ages untoldSince(Instant moment) {
        return new Ages(now, known, moment);
    }

    boolean isYoung(Instant moment, Duration most) {
        Duration bound = known.compareTo(most) < 0 ? known : most;
        return moment.isAfter(now.minus(bound)) || (untold != null && moment.isAfter(untold));
    }
}
