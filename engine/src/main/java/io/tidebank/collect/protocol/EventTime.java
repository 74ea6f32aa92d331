package io.tidebank.collect.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Moments as senders write them: ISO 8601 in its usual forms, or a count of milliseconds or seconds since 1970. */
final class EventTime {

    /** Before it a whole number counts seconds, from it on milliseconds: 1973 in the one, the year 5138 in the other. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int ISO_MILLIS = 24;

    /** Zone and time of day may be left out; UTC and midnight then. */
    private static final DateTimeFormatter LENIENT = IsoTime.forms()
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private EventTime() {}

    /** To the microsecond; null if it is no time between 1970 and 9999. */
    static @Nullable Instant of(JsonNode value) {
        Instant time = null;
        if (value.isString()) {
            time = parse(value.stringValue().strip());
        } else if (value.isNumber() && value.canConvertToLong()) {
            long count = value.decimalValue().longValue();
            // What is before 1970 is no time, and far before it not even an Instant.
            time = count < 0 ? null : count < LEAST_MILLIS ? Instant.ofEpochSecond(count) : Instant.ofEpochMilli(count);
        }
        boolean kept = time != null && !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
        return kept && time != null ? time.truncatedTo(ChronoUnit.MICROS) : null;
    }

    private static @Nullable Instant parse(String text) {
        long millis = isoMillis(text);
        if (millis >= 0) {
            return Instant.ofEpochMilli(millis);
        }
        try {
            TemporalAccessor parsed = LENIENT.parse(text);
            LocalDate day = LocalDate.from(parsed);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDateTime local = day.atTime(time == null ? LocalTime.MIDNIGHT : time);
            return OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)))
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Milliseconds of {@code 2026-11-21T08:30:00.123Z}, what nearly all SDKs write; -1 for anything else. */
    private static long isoMillis(String text) {
        if (text.length() != ISO_MILLIS
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != '.'
                || text.charAt(23) != 'Z') {
            return -1;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int milli = digits(text, 20, 23);
        boolean sound = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && hour >= 0 && hour < 24;
        if (!sound || (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth())) {
            return -1;
        }
        if (minute < 0 || minute > 59 || second < 0 || second > 59 || milli < 0) {
            return -1;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + milli;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
