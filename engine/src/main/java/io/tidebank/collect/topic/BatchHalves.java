package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes two requests of one that is too large for a record; what belongs to the whole batch is in both. */
final class BatchHalves {

    private BatchHalves() {}

    /** The bodies of both; empty if there is no batch of two events or more in it. */
    static List<byte[]> of(@Nullable ObjectNode body) {
        JsonNode batch = body == null ? null : body.get("batch");
        if (body == null || batch == null || !batch.isArray() || batch.size() < 2) {
            return List.of();
        }
        int middle = batch.size() / 2;
        return List.of(part(body, batch, 0, middle), part(body, batch, middle, batch.size()));
    }

    private static byte[] part(ObjectNode body, JsonNode batch, int from, int to) {
        ArrayNode events = body.arrayNode();
        for (int i = from; i < to; i++) {
            events.add(batch.get(i));
        }
        ObjectNode part = body.objectNode();
        part.setAll(body);
        part.set("batch", events);
        return part.toString().getBytes(UTF_8);
    }
}
