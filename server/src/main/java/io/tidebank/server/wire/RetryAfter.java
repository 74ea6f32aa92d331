package io.tidebank.server.wire;

import java.time.Duration;

/** When to come again, as HTTP has it: whole seconds, of which there is one at least. */
public final class RetryAfter {

    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

    private RetryAfter() {}

    /** The header's value; rounded up, since who comes too early is refused again. */
    public static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plus(ALMOST_A_SECOND).toSeconds()));
    }
}
