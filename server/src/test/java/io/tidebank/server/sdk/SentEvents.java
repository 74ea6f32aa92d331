package io.tidebank.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.collect.LiveServer;
import io.tidebank.server.sdk.RecordingProxy.Sent;
import io.tidebank.server.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what went over the wire against what lies in the lake, field by field. */
final class SentEvents {

    private static final Map<String, String> KINDS =
            Map.of("identify", "identify", "page", "visit", "screen", "visit", "group", "group_join", "alias", "alias");
    /** Of the context: what tells people apart is not kept unless the brand says so. */
    private static final Set<String> NOT_KEPT = Set.of("ip", "userAgent", "userAgentData", "externalIds");

    private static final String TOUCHES = """
            SELECT touch_id, kind, name, CAST(occurred_at AS VARCHAR), CAST(received_at AS VARCHAR),
                list_transform(ids, lambda i: i.type || ':' || i.value)::VARCHAR, properties, context
            FROM touch WHERE source = '%s' ORDER BY touch_id""".formatted(LiveServer.SOURCE);

    /** By messageId; of one that was sent several times the first, which is the one that was taken. */
    private final Map<String, ObjectNode> events = new LinkedHashMap<>();

    SentEvents(List<Sent> requests) {
        for (Sent request : requests) {
            JsonNode body = request.body();
            if (body.has("batch")) {
                body.path("batch").forEach(event -> add(event, body));
            } else {
                add(body, body);
            }
        }
    }

    private void add(JsonNode event, JsonNode batch) {
        ObjectNode whole = (ObjectNode) event.deepCopy();
        if (!whole.has("sentAt")) {
            whole.set("sentAt", batch.path("sentAt"));
        }
        ObjectNode context = WireJson.mapper().createObjectNode();
        if (batch.get("context") instanceof ObjectNode shared) {
            context.setAll(shared);
        }
        if (whole.get("context") instanceof ObjectNode own) {
            context.setAll(own);
        }
        whole.set("context", context);
        events.putIfAbsent(whole.path("messageId").asString(), whole);
    }

    int count() {
        return events.size();
    }

    /** Every event that was sent lies in the lake once, and nothing else does. */
    void assertAreIn(LiveServer server) {
        List<List<@Nullable Object>> touches = server.ask(TOUCHES);
        Set<String> found = new TreeSet<>();
        List<String> ids = new ArrayList<>();
        for (List<@Nullable Object> touch : touches) {
            String id = String.valueOf(touch.getFirst());
            String messageId = id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
            ids.add(id);
            found.add(messageId);
            assertThat(events).as("what is in the lake was sent").containsKey(messageId);
            assertSame(id, events.get(messageId), touch);
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(found).isEqualTo(new TreeSet<>(events.keySet()));
    }

    private static void assertSame(String id, @Nullable ObjectNode event, List<@Nullable Object> touch) {
        assertThat(event).isNotNull();
        String type = event.path("type").asString();
        if (!type.equals("track")) {
            assertThat(touch.get(1)).as("kind of %s", id).isEqualTo(KINDS.get(type));
        }
        assertThat(touch.get(2)).as("name of %s", id).isEqualTo(name(type, event));
        assertThat(skew(touch))
                .as("time of %s", id)
                .isBetween(age(event).minusMillis(1), age(event).plusMillis(1));
        assertThat(String.valueOf(touch.get(5))).as("ids of %s", id).contains(ids(event));
        ObjectNode properties =
                object(event, type.equals("identify") || type.equals("group") ? "traits" : "properties");
        if (event.hasNonNull("category") && !properties.has("category")) {
            properties.set("category", event.path("category"));
        }
        assertThat(json(touch.get(6))).as("properties of %s", id).isEqualTo(cleaned(line(id, properties)));
        assertThat(json(touch.get(7))).as("context of %s", id).isEqualTo(cleaned(context(event)));
    }

    private static @Nullable String name(String type, JsonNode event) {
        return switch (type) {
            case "track" -> event.path("event").asString();
            case "page", "screen" -> event.path("name").asString();
            default -> null;
        };
    }

    private static String[] ids(JsonNode event) {
        List<String> ids = new ArrayList<>();
        for (String field : List.of("userId", "anonymousId")) {
            if (event.hasNonNull(field)) {
                ids.add(field.substring(0, field.length() - 2) + ":"
                        + event.path(field).asString());
            }
        }
        if (event.path("type").asString().equals("alias")) {
            ids.add("user:" + event.path("previousId").asString());
        }
        return ids.toArray(String[]::new);
    }

    /** How long before its sending an event happened, by the sender's own clock. */
    private static Duration age(JsonNode event) {
        String field = event.hasNonNull("timestamp") ? "timestamp" : "originalTimestamp";
        return Duration.between(instant(event.path(field)), instant(event.path("sentAt")));
    }

    private static Duration skew(List<@Nullable Object> touch) {
        return Duration.between(moment(touch.get(3)), moment(touch.get(4)));
    }

    private static Instant instant(JsonNode text) {
        return OffsetDateTime.parse(text.asString()).toInstant();
    }

    private static Instant moment(@Nullable Object text) {
        return OffsetDateTime.parse(String.valueOf(text).replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00"))
                .toInstant();
    }

    /** What the touch of one line of an order says: what all have in common, and its own product. */
    private static ObjectNode line(String id, ObjectNode properties) {
        if (!id.contains("/")) {
            return properties;
        }
        String end = id.substring(id.indexOf('/') + 1);
        if (!end.matches("\\d+")) {
            // The payment that an order is: what was bought stands in the order's lines.
            return WireJson.mapper().createObjectNode();
        }
        properties.set("product", properties.path("products").path(Integer.parseInt(end) - 1));
        properties.remove("products");
        return properties;
    }

    private static ObjectNode context(ObjectNode event) {
        ObjectNode context = object(event, "context");
        context.remove(NOT_KEPT);
        return context;
    }

    /** Without the address, wherever it stands, and what is empty then. */
    private static @Nullable JsonNode cleaned(ObjectNode object) {
        object.remove("email");
        if (object.get("traits") instanceof ObjectNode traits) {
            cleaned(traits);
            if (traits.isEmpty()) {
                object.remove("traits");
            }
        }
        return object.isEmpty() ? null : object;
    }

    private static ObjectNode object(JsonNode event, String field) {
        return event.get(field) instanceof ObjectNode object
                ? object.deepCopy()
                : WireJson.mapper().createObjectNode();
    }

    private static @Nullable JsonNode json(@Nullable Object text) {
        return text == null ? null : WireJson.mapper().readTree(text.toString());
    }
}
