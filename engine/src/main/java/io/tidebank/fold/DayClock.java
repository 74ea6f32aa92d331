package io.tidebank.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns moments into days of a brand's zone, many millions a second: offsets are looked up in a table of the zone's
 * transitions, and the one that was right last time is tried first. Not safe for several threads: each takes a copy.
 */
public final class DayClock {

    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

    private static final Instant LAST_TABLED = Instant.parse("2200-01-01T00:00:00Z");

    private final ZoneId zone;
    private final long[] starts;
    private final long[] offsets;
    private int current;

    public DayClock(ZoneId zone) {
        this.zone = zone;
        ZoneRules rules = zone.getRules();
        List<Long> starts = new ArrayList<>(List.of(Long.MIN_VALUE));
        List<Long> offsets = new ArrayList<>(List.of(micros(rules.getOffset(Instant.MIN))));
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.getInstant().isBefore(LAST_TABLED)) {
            starts.add(next.toEpochSecond() * MICROS_PER_SECOND);
            offsets.add(micros(next.getOffsetAfter()));
            next = rules.nextTransition(next.getInstant());
        }
        this.starts = starts.stream().mapToLong(Long::longValue).toArray();
        this.offsets = offsets.stream().mapToLong(Long::longValue).toArray();
    }

    private DayClock(DayClock other) {
        this.zone = other.zone;
        this.starts = other.starts;
        this.offsets = other.offsets;
    }

    /** A clock of the same zone for another thread. */
    public DayClock copy() {
        return new DayClock(this);
    }

    public ZoneId zone() {
        return zone;
    }

    /** The local day of a moment, as days since 1970-01-01. */
    public int day(long micros) {
        int at = current;
        if (micros < starts[at] || (at + 1 < starts.length && micros >= starts[at + 1])) {
            at = Arrays.binarySearch(starts, micros);
            current = at = at >= 0 ? at : -at - 2;
        }
        return (int) Math.floorDiv(micros + offsets[at], MICROS_PER_DAY);
    }

    /** The midnight that ends a local day, in microseconds since 1970 UTC. The day's last moment is one less. */
    public long end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toEpochSecond() * MICROS_PER_SECOND;
    }

    private static long micros(ZoneOffset offset) {
        return offset.getTotalSeconds() * MICROS_PER_SECOND;
    }
}
