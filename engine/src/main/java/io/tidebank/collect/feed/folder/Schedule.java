package io.tidebank.collect.feed.folder;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a folder is looked at: always; or once at the start and from then on at a time of the day. */
final class Schedule {

    private final @Nullable LocalTime at;
    private final ZoneId zone;
    private @Nullable Instant next;

    /** @param at null for always */
    Schedule(@Nullable LocalTime at, ZoneId zone) {
        this.at = at;
        this.zone = zone;
    }

    boolean isDue(Instant now) {
        Instant due = next;
        return due == null || !now.isBefore(due);
    }

    /** All that was there is taken: the next time is some time later than this. */
    void done(Instant now) {
        if (at != null) {
            ZonedDateTime today = now.atZone(zone).with(at);
            ZonedDateTime due = today.toInstant().isAfter(now) ? today : today.plusDays(1);
            next = due.toInstant();
        }
    }

    /** The next time, if it is not now. */
    Optional<ZonedDateTime> next() {
        Instant due = next;
        return due == null ? Optional.empty() : Optional.of(due.atZone(zone));
    }
}
