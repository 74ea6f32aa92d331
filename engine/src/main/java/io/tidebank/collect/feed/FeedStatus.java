package io.tidebank.collect.feed;

import io.tidebank.collect.intake.IntakeReply.Taken;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a feed stands, and what it has brought since the start.
 *
 * @param name its name
 * @param kind what it reads; empty if its file is wrong
 * @param source in whose name its events come; likewise
 * @param position where it stands, in its own words; null while it has read nothing
 * @param counts what it has brought
 * @param waiting how many records wait there; empty if nobody can say
 * @param lastAt when it last read anything; null if it did not
 * @param fault what it last met, and has not got over, or what people should know while it runs; null if all is well
 * @param faultSince since when nothing went well; null if all is well
 */
public record FeedStatus(
        String name,
        String kind,
        String source,
        FeedState state,
        @Nullable String position,
        Counts counts,
        OptionalLong waiting,
        @Nullable Instant lastAt,
        @Nullable String fault,
        @Nullable Instant faultSince) {

    /** The same, where it stands as somebody else says. */
    FeedStatus at(@Nullable String otherPosition) {
        return new FeedStatus(name, kind, source, state, otherPosition, counts, waiting, lastAt, fault, faultSince);
    }

    /** The same told to stand still; the step that is on may still come to its end. */
    FeedStatus paused() {
        return new FeedStatus(name, kind, source, FeedState.PAUSED, position, counts, waiting, lastAt, null, null);
    }

    /** One whose file is wrong. */
    static FeedStatus invalid(String name, String fault) {
        return new FeedStatus(
                name, "", "", FeedState.INVALID, null, Counts.NONE, OptionalLong.empty(), null, fault, null);
    }

    /**
     * What a feed has brought since the start.
     *
     * @param read records, rows or files
     * @param accepted events that were new
     * @param duplicates events that had come before
     * @param quarantined records and events put aside
     * @param dropped events without effect or consent, and documents that the feed's shape makes nothing of
     * @param faults how often it met one
     */
    public record Counts(long read, long accepted, long duplicates, long quarantined, long dropped, long faults) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        Counts and(Taken taken) {
            return new Counts(
                    read,
                    accepted + taken.accepted(),
                    duplicates + taken.duplicates(),
                    quarantined + taken.quarantined(),
                    dropped + taken.dropped(),
                    faults);
        }

        Counts andRead(long more, long without) {
            return new Counts(read + more, accepted, duplicates, quarantined, dropped + without, faults);
        }

        Counts andFault() {
            return new Counts(read, accepted, duplicates, quarantined, dropped, faults + 1);
        }

        /** What came since an earlier count. */
        public Counts since(Counts before) {
            return new Counts(
                    read - before.read,
                    accepted - before.accepted,
                    duplicates - before.duplicates,
                    quarantined - before.quarantined,
                    dropped - before.dropped,
                    faults - before.faults);
        }
    }
}
