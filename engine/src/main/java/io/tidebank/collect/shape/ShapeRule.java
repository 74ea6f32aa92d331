package io.tidebank.collect.shape;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event that documents tell of.
 *
 * @param when all of these hold
 * @param each a list, each entry of which is an event; null for the document itself
 * @param event how it is made; null to take what is there as an event already
 */
record ShapeRule(
        List<ShapeCondition> when,
        @Nullable JsonPointer each,
        @Nullable Made event) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ShapeRule {
        when = List.copyOf(when);
    }

    /**
     * How an event is made.
     *
     * @param type track, identify and so on
     * @param fields members of the event itself: event, messageId, userId and so on
     * @param timestamp when it happened; null for when it came
     * @param traits what is known of the person
     * @param properties what is said of the deed
     * @param lines what the properties list; null for nothing
     */
    record Made(
            String type,
            Map<String, ShapeValue> fields,
            @Nullable ShapeTime timestamp,
            Map<String, ShapeValue> traits,
            Map<String, ShapeValue> properties,
            @Nullable Lines lines) {}

    /**
     * Entries of a list as entries of {@code products}.
     *
     * @param list where it stands
     * @param fields what an entry says
     * @param key tells entries apart, a number behind it where several are alike; null for none
     */
    record Lines(
            JsonPointer list,
            Map<String, ShapeValue> fields,
            @Nullable ShapeValue key) {}

    void addTo(List<ObjectNode> events, ObjectNode document, Ages ages, int most) {
        Iterable<? extends JsonNode> entries = each == null ? List.of(document) : document.at(each);
        for (JsonNode entry : entries) {
            if (events.size() > most) {
                return;
            }
            Place place = new Place(entry, document);
            if (when.stream().allMatch(condition -> condition.holds(place, ages))) {
                ObjectNode made = event == null ? taken(entry) : made(event, place);
                if (made != null) {
                    events.add(made);
                }
            }
        }
    }

    /** Whether it tells by age what was not told before. */
    boolean tellsAges() {
        return when.stream().anyMatch(ShapeCondition.Younger.class::isInstance);
    }

    private static @Nullable ObjectNode taken(JsonNode entry) {
        return entry instanceof ObjectNode object ? object.deepCopy() : null;
    }

    private static ObjectNode made(Made event, Place place) {
        ObjectNode made = JSON.objectNode().put("type", event.type());
        made.setAll(object(event.fields(), place));
        String timestamp = event.timestamp() == null ? null : event.timestamp().stated(place);
        if (timestamp != null) {
            made.put("timestamp", timestamp);
        }
        ObjectNode traits = object(event.traits(), place);
        if (event.type().equals("identify") || event.type().equals("group")) {
            made.set("traits", traits);
        } else if (!traits.isEmpty()) {
            made.putObject("context").set("traits", traits);
        }
        ObjectNode properties = object(event.properties(), place);
        if (event.lines() != null) {
            properties.set("products", products(event.lines(), place));
        }
        if (!properties.isEmpty()) {
            made.set("properties", properties);
        }
        return made;
    }

    private static ArrayNode products(Lines lines, Place place) {
        ArrayNode products = JSON.arrayNode();
        Map<String, Integer> alike = new HashMap<>();
        for (JsonNode entry : place.here().at(lines.list())) {
            Place line = new Place(entry, place.document());
            ObjectNode product = object(lines.fields(), line);
            String key = lines.key() == null ? null : lines.key().text(line);
            if (key != null) {
                product.put("line_id", key + "/" + alike.merge(key, 1, Integer::sum));
            }
            products.add(product);
        }
        return products;
    }

    private static ObjectNode object(Map<String, ShapeValue> members, Place place) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            JsonNode there = value.of(place);
            if (there != null) {
                found.put(name, there);
            }
        });
        return JSON.objectNode().setAll(found);
    }
}
