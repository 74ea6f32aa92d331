package io.tidebank.collect.journal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a journal stands. Counts are since it was opened, unless they say otherwise.
 *
 * @param id the journal's name, which the lake writes beside the position
 * @param position the last position that is on the disk
 * @param committed the last position that is in the lake
 * @param accepted events accepted
 * @param duplicates events that had been accepted before
 * @param quarantined bad events kept
 * @param refused batches refused by a limit
 * @param lagEvents events, good and bad, that are on the disk and not in the lake
 * @param lagBytes bytes of them
 * @param lag age of the oldest of them
 * @param remembered events that are known as accepted
 * @param forgottenEarly events forgotten before their time because the memory was full, since the journal was made
 * @param known how far back every event is known by its message's id
 * @param knownThings how far back every event is known by the id of a thing that it tells of, such as an order
 * @param freeDisk bytes of disk that are free
 * @param lastWrite when something was last accepted; null if nothing was
 * @param lastCommit when the lake last took something; null if it did not
 * @param problem why nothing can be accepted; null if all is well
 */
public record JournalStatus(
        String id,
        long position,
        long committed,
        long accepted,
        long duplicates,
        long quarantined,
        long refused,
        long lagEvents,
        long lagBytes,
        Duration lag,
        long remembered,
        long forgottenEarly,
        Duration known,
        Duration knownThings,
        long freeDisk,
        @Nullable Instant lastWrite,
        @Nullable Instant lastCommit,
        @Nullable String problem) {

    /** Senders try again for half a day. */
    private static final Duration RETRIES = Duration.ofDays(1);

    /** Whether a sender that tries again may be counted twice. */
    public boolean forgetsMessages() {
        return known.compareTo(RETRIES) < 0;
    }

    /** Whether shapes cannot tell all that is younger than they would have it from what was told before. */
    public boolean forgetsThings() {
        return knownThings.compareTo(JournalSettings.LEAST_KNOWN) < 0;
    }
}
