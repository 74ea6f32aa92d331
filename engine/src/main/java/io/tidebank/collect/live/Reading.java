package io.tidebank.collect.live;

import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.touch.Touch;
import java.util.List;

/**
 * What a request's events became. Every event is in exactly one of these.
 *
 * @param events to be kept, with their touches
 * @param bad events for the quarantine
 * @param duplicates events whose message id stood in the same request before
 * @param dropped events without effect, or without the person's consent
 */
public record Reading(List<LiveEvent> events, List<BadEvent> bad, int duplicates, List<Dropped> dropped) {

    public Reading {
        events = List.copyOf(events);
        bad = List.copyOf(bad);
        dropped = List.copyOf(dropped);
    }

    /** What several requests' events became. */
    public static Reading ofAll(List<Reading> all) {
        return new Reading(
                all.stream().flatMap(one -> one.events().stream()).toList(),
                all.stream().flatMap(one -> one.bad().stream()).toList(),
                all.stream().mapToInt(Reading::duplicates).sum(),
                all.stream().flatMap(one -> one.dropped().stream()).toList());
    }

    /** The touches of all events, in order. */
    public List<Touch> touches() {
        return events.stream().flatMap(event -> event.touches().stream()).toList();
    }
}
