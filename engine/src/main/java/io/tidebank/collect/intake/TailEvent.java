package io.tidebank.collect.intake;

import io.tidebank.collect.quarantine.FaultReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as operators see it pass. Nothing personal is in it.
 *
 * @param number by which later ones are asked for; counted since the start
 * @param at when it came
 * @param source by which connection
 * @param name the sender's own event name
 * @param kind what it became; null if it became nothing
 * @param touches how many touches it became
 * @param fate what became of it
 * @param field what is wrong of it; empty if it is the whole, or if nothing is wrong
 * @param fault what is wrong with that; null if nothing is
 */
public record TailEvent(
        long number,
        Instant at,
        String source,
        @Nullable String name,
        @Nullable String kind,
        int touches,
        Fate fate,
        String field,
        @Nullable FaultReason fault) {

    /** The fault in words, with its field; empty if there is none. */
    public String reason() {
        return fault == null ? "" : (field + " " + fault.text()).strip();
    }

    /** What can become of an event. */
    public enum Fate {
        /** It is on the disk. */
        ACCEPTED,
        /** It had been sent before. */
        DUPLICATE,
        /** It lies in the quarantine. */
        QUARANTINED
    }
}
