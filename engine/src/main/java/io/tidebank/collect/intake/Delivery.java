package io.tidebank.collect.intake;

import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Call;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a feed hands on in one step: it is on the disk with the mark, or not at all.
 *
 * @param events in the shape of Segment's calls
 * @param bad what the feed has read and could not make events of
 * @param receivedAt when it was read
 * @param mark how far the feed has been read with all this
 * @param ids what the ids of its events name
 * @param again whether all of it lies where the feed has read before, and reads again in case something came late: what
 *     is known of it is no duplicate that anybody has to hear of
 */
public record Delivery(
        List<ObjectNode> events, List<BadEvent> bad, Instant receivedAt, FeedMark mark, Call.Ids ids, boolean again) {

    public Delivery {
        events = List.copyOf(events);
        bad = List.copyOf(bad);
    }
}
