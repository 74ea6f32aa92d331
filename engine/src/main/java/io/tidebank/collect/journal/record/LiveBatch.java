package io.tidebank.collect.journal.record;

import java.util.List;

/**
 * What one request brought: acknowledged together, and one record in the journal.
 *
 * @param events events that became touches, in the sender's order
 * @param bad what could not become touches
 */
public record LiveBatch(List<LiveEvent> events, List<BadEvent> bad) {

    public LiveBatch {
        events = List.copyOf(events);
        bad = List.copyOf(bad);
    }

    public static LiveBatch of(List<LiveEvent> events) {
        return new LiveBatch(events, List.of());
    }

    public boolean isEmpty() {
        return events.isEmpty() && bad.isEmpty();
    }

    /** Events, good and bad. */
    public int size() {
        return events.size() + bad.size();
    }
}
