package io.tidebank.collect.journal.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought: acknowledged together, and one record in the journal.
 *
 * @param events events that became touches, in the sender's order
 * @param bad what could not become touches
 * @param mark how far the feed that brought it has been read; null if no feed did
 */
public record LiveBatch(
        List<LiveEvent> events,
        List<QuarantinedEvent> bad,
        @Nullable FeedMark mark) {

    public LiveBatch {
        events = List.copyOf(events);
        bad = List.copyOf(bad);
    }

    /** What no feed brought. */
    public LiveBatch(List<LiveEvent> events, List<QuarantinedEvent> bad) {
        this(events, bad, null);
    }

    public static LiveBatch of(List<LiveEvent> events) {
        return new LiveBatch(events, List.of());
    }

    /** Whether there is nothing in it to be written; a feed's mark alone is something. */
    public boolean isEmpty() {
        return events.isEmpty() && bad.isEmpty() && mark == null;
    }

    /** Events, good and bad. */
    public int size() {
        return events.size() + bad.size();
    }
}
