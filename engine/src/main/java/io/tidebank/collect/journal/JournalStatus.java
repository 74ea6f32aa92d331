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
        long freeDisk,
        @Nullable Instant lastWrite,
        @Nullable Instant lastCommit,
        @Nullable String problem) {}
