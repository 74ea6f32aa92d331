package io.tidebank.server.wire;

import io.tidebank.collect.intake.TailEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A live event as operators see it.
 *
 * @param number by which later ones are asked for
 * @param name the sender's own; null if it became nothing
 * @param kind what it became; null if it became nothing
 * @param touches how many touches it became
 * @param fate accepted, duplicate, quarantined or dropped
 * @param reason why it was put aside or dropped, in words; empty otherwise
 * @param field what of it is wrong; empty for the whole, or for nothing
 * @param fault the reason's code, as in the quarantine, or NO_EFFECT or NO_CONSENT; null if nothing is wrong
 */
public record LiveEventView(
        long number,
        Instant at,
        String source,
        @Nullable String name,
        @Nullable String kind,
        int touches,
        String fate,
        String reason,
        String field,
        @Nullable String fault) {

    public static LiveEventView of(TailEvent event) {
        return new LiveEventView(
                event.number(),
                event.at(),
                event.source(),
                event.name(),
                event.kind(),
                event.touches(),
                event.fate().name().toLowerCase(Locale.ROOT),
                event.reason(),
                event.field(),
                event.why() == null ? null : event.why().code());
    }
}
