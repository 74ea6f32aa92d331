package io.tidebank.collect.live;

import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.touch.Touch;
import java.util.List;

/**
 * What a request's events became. Every event is in exactly one of these.
 *
 * @param touches to be kept, in the order of their events
 * @param bad events for the quarantine
 * @param duplicates events whose message id stood in the same request before
 * @param ignored calls without effect: an alias of a user with itself
 * @param denied events dropped because the person did not consent
 */
public record Reading(List<Touch> touches, List<BadEvent> bad, int duplicates, int ignored, int denied) {

    public Reading {
        touches = List.copyOf(touches);
        bad = List.copyOf(bad);
    }
}
