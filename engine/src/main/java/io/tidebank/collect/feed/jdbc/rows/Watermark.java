package io.tidebank.collect.feed.jdbc.rows;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * The column by which rows are followed.
 *
 * @param overlap how far every round reads back
 */
public record Watermark(Column column, Overlap overlap) {

    /** A row from a clock that is ahead further than this waits. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final Duration LONGEST_SHIFT = Duration.ofHours(3);

    /**
     * How far back rows may still appear behind those that were read, since they are seen when their transaction commits.
     *
     * @param time for watermarks that are times
     * @param units for watermarks that are numbers
     */
    public record Overlap(Duration time, long units) {

        boolean isNone() {
            return time.isZero() && units == 0;
        }

        /** Whether its unit is that of a column's values; nothing suits all. */
        boolean suits(ColumnKind kind) {
            return isNone() || (kind.isNumber() ? units > 0 : !time.isZero());
        }
    }

    /** The least watermark to read again after this one was read. */
    public String back(String from) {
        return switch (column.kind()) {
            case INSTANT -> Instant.parse(from).minus(overlap.time()).toString();
            case FACE -> back(LocalDateTime.parse(from), column.zone()).toString();
            case DATE -> LocalDate.parse(from).minusDays(days()).toString();
            case WHOLE, DECIMAL ->
                new BigDecimal(from)
                        .subtract(BigDecimal.valueOf(overlap.units()))
                        .toPlainString();
            case TRUTH, BYTES, JSON, ARRAY, TEXT -> from;
        };
    }

    /** An hour that a clock shows twice is read again until the second time is over. */
    private LocalDateTime back(LocalDateTime from, ZoneId zone) {
        LocalDateTime back = from.minus(overlap.time());
        Instant later = from.atZone(zone).toInstant().plus(LONGEST_SHIFT).plus(overlap.time());
        ZoneOffsetTransition shift = zone.getRules().previousTransition(later);
        if (shift == null || !shift.isOverlap() || from.isBefore(shift.getDateTimeAfter())) {
            return back;
        }
        LocalDateTime twice = shift.getDateTimeAfter().minus(overlap.time());
        boolean over = from.isAfter(shift.getDateTimeBefore().plus(overlap.time()));
        return over || back.isBefore(twice) ? back : twice;
    }

    private long days() {
        return overlap.time().plusDays(1).minusNanos(1).toDays();
    }

    /** Whether a round begins some way back: a day of dates is never known to be over. */
    public boolean readsBack() {
        return !overlap.isNone() || column.kind() == ColumnKind.DATE;
    }

    /** The greatest watermark to read now; none for those that are numbers. */
    Optional<String> until(Instant now) {
        return at(now.plus(AHEAD));
    }

    /** What rows carry that are made at a moment; none for those that are numbers. */
    public Optional<String> at(Instant moment) {
        return switch (column.kind()) {
            case INSTANT -> Optional.of(moment.toString());
            case FACE ->
                Optional.of(LocalDateTime.ofInstant(moment, column.zone()).toString());
            case DATE -> Optional.of(LocalDate.ofInstant(moment, column.zone()).toString());
            case WHOLE, DECIMAL, TRUTH, BYTES, JSON, ARRAY, TEXT -> Optional.empty();
        };
    }

    /** The moment that one tells; none for those that are numbers. */
    public Optional<Instant> moment(String text) {
        return switch (column.kind()) {
            case INSTANT -> Optional.of(Instant.parse(text));
            case FACE ->
                Optional.of(LocalDateTime.parse(text).atZone(column.zone()).toInstant());
            case DATE ->
                Optional.of(LocalDate.parse(text).atStartOfDay(column.zone()).toInstant());
            case WHOLE, DECIMAL, TRUTH, BYTES, JSON, ARRAY, TEXT -> Optional.empty();
        };
    }

    /** Whether it tells a moment that has not come yet. */
    public boolean isAhead(String text, Instant now) {
        return moment(text).filter(now::isBefore).isPresent();
    }

    /** Which of two watermarks is the later one, as a comparator tells it. */
    public int compare(String one, String other) {
        return switch (column.kind()) {
            case INSTANT -> Instant.parse(one).compareTo(Instant.parse(other));
            case FACE -> LocalDateTime.parse(one).compareTo(LocalDateTime.parse(other));
            case DATE -> LocalDate.parse(one).compareTo(LocalDate.parse(other));
            case WHOLE, DECIMAL -> new BigDecimal(one).compareTo(new BigDecimal(other));
            case TRUTH, BYTES, JSON, ARRAY, TEXT -> one.compareTo(other);
        };
    }
}
