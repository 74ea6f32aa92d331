package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.jdbc.rows.Place;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a table was read.
 *
 * @param place of the last row
 * @param since the watermark at which the round that is on has begun: what was made before that was read by rounds before;
 *     empty in the first round
 */
record Mark(Place place, String since) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads what {@link #position} has written. */
    static Mark parse(String position) {
        JsonNode tree = JSON.readTree(position);
        List<String> key = new ArrayList<>();
        tree.path("key").forEach(value -> key.add(value.asString()));
        return new Mark(
                new Place(tree.path("watermark").asString(), key),
                tree.path("since").asString());
    }

    /** As a feed's position is kept. */
    String position() {
        ObjectNode tree = JSON.createObjectNode().put("watermark", place.watermark());
        place.key().forEach(tree.putArray("key")::add);
        return JSON.writeValueAsString(tree.put("since", since));
    }

    /** The same when its round has come to its end. */
    Mark atRest() {
        return new Mark(place, place.watermark());
    }
}
