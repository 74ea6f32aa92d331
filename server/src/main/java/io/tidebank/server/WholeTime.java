package io.tidebank.server;

import java.time.Duration;

/** A time as people say it who want no more than a hint: whole days, hours or minutes. */
public final class WholeTime {

    private WholeTime() {}

    /** {@code 6 d}, {@code 23 h} or {@code 5 min}; the next unit begins where there is one of it. */
    public static String of(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d";
        }
        return time.toHours() > 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
