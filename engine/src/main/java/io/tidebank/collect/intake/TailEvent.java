package io.tidebank.collect.intake;

import io.tidebank.collect.live.Dropped;
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
 * @param why what is wrong with that, or why nothing is kept; null if it is kept
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
        @Nullable Why why) {

    /**
     * Why an event is not kept.
     *
     * @param code for programs: a {@link FaultReason} or a {@link Dropped.Reason}
     * @param text the rest of a sentence that begins with the field
     */
    public record Why(String code, String text) {

        static Why of(FaultReason fault) {
            return new Why(fault.name(), fault.text());
        }

        static Why of(Dropped.Reason reason) {
            return new Why(reason.name(), reason.text());
        }
    }

    /** Why it is not kept in words, with its field; empty if it is kept. */
    public String reason() {
        return why == null ? "" : (field + " " + why.text()).strip();
    }

    /** What can become of an event. */
    public enum Fate {
        /** It is on the disk. */
        ACCEPTED,
        /** It had been sent before. */
        DUPLICATE,
        /** It lies in the quarantine. */
        QUARANTINED,
        /** Nothing of it is kept. */
        DROPPED
    }
}
