package io.tidebank.collect.shape;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A moment in a document.
 *
 * @param value where it stands
 * @param format how it is written
 * @param zone where it has no offset of its own
 */
record ShapeTime(ShapeValue value, Format format, ZoneId zone) {

    private static final long MILLIS_OF_A_SECOND = 1000;

    /** How a moment is written. */
    sealed interface Format {}

    /** As ISO 8601 has it, or a pattern of the user's. */
    record Written(DateTimeFormatter formatter) implements Format {}

    /** Seconds since 1970, with or without a fraction. */
    record EpochSeconds() implements Format {}

    /** Milliseconds since 1970. */
    record EpochMillis() implements Format {}

    /** The moment; null if there is none, or none that can be read. */
    @Nullable
    Instant moment(Place place) {
        JsonNode found = value.of(place);
        return found == null ? null : parsed(found);
    }

    /** The moment as an event states it; as it was written if it cannot be read, so that the event is told to be bad. */
    @Nullable
    String stated(Place place) {
        JsonNode found = value.of(place);
        if (found == null) {
            return null;
        }
        Instant moment = parsed(found);
        return moment == null ? "unreadable: " + found.asString("") : moment.toString();
    }

    private @Nullable Instant parsed(JsonNode found) {
        try {
            return switch (format) {
                case Written(DateTimeFormatter formatter) -> written(formatter, found.asString(""));
                case EpochSeconds _ -> epochMillis(found, MILLIS_OF_A_SECOND);
                case EpochMillis _ -> epochMillis(found, 1);
            };
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private Instant written(DateTimeFormatter formatter, String text) {
        TemporalAccessor parsed =
                formatter.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (parsed) {
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate day -> day.atStartOfDay(zone).toInstant();
            default -> throw new DateTimeException("No moment");
        };
    }

    private static @Nullable Instant epochMillis(JsonNode found, long factor) {
        BigDecimal number = Numbers.of(found);
        return number == null
                ? null
                : Instant.ofEpochMilli(number.multiply(BigDecimal.valueOf(factor))
                        .toBigInteger()
                        .longValueExact());
    }
}
