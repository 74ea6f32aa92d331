package io.tidebank.collect.feed.jdbc;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a row stands in the order in which rows are read.
 *
 * @param watermark its watermark, as {@link Column#text} tells it
 * @param key its key's values
 */
record Place(String watermark, List<String> key) {

    private static final JsonMapper JSON = JsonMapper.shared();

    Place {
        key = List.copyOf(key);
    }

    /** Reads what {@link #position} has written. */
    static Place parse(String position) {
        JsonNode tree = JSON.readTree(position);
        List<String> key = new ArrayList<>();
        tree.path("key").forEach(value -> key.add(value.asString()));
        return new Place(tree.path("watermark").asString(), key);
    }

    /** As a feed's position is kept. */
    String position() {
        ObjectNode tree = JSON.createObjectNode().put("watermark", watermark);
        key.forEach(tree.putArray("key")::add);
        return JSON.writeValueAsString(tree);
    }

    /** The row, as it is now, by a name of its own: when it changes, it gets another one. */
    String id(String relation) {
        String keys = key.stream()
                .map(value -> value.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(joining(","));
        return relation + "/" + keys + "/" + watermark;
    }
}
