package io.tidebank.collect.protocol;

import io.tidebank.collect.protocol.Event.People;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds one event against the protocol. */
final class EventReader {

    private static final int LONGEST_MESSAGE_ID = 100;
    private static final int LONGEST_NAME = 200;
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Limits limits;
    private final Supplier<String> messageIds;

    EventReader(Limits limits, Supplier<String> messageIds) {
        this.limits = limits;
        this.messageIds = messageIds;
    }

    /**
     * What an event shares with the others of its request.
     *
     * @param kept what of the context is kept with every event that is put aside, to be written as it came
     */
    record Around(
            Call call,
            @Nullable Instant sentAt,
            @Nullable ObjectNode context,
            @Nullable ObjectNode kept) {

        /** Writes into an event what it leaves to its request; false if there is nothing to write. */
        boolean tell(ObjectNode event) {
            boolean told = false;
            CallType type = call.endpoint().type();
            if (type != null && !event.hasNonNull("type")) {
                event.put("type", call.endpoint() == Endpoint.MERGE ? "merge" : type.label());
                told = true;
            }
            if (call.endpoint() == Endpoint.FEED) {
                // Not heeded of a feed, and not to be when it is tried again.
                return event.remove("sentAt") != null || told;
            }
            if (sentAt != null && !event.hasNonNull("sentAt")) {
                event.put("sentAt", sentAt.toString());
                told = true;
            }
            if (kept != null
                    && (!event.hasNonNull("context") || event.get("context").isObject())) {
                event.set("context", merged(object(event, "context").deepCopy(), kept.deepCopy()));
                told = true;
            }
            return told;
        }
    }

    /** What became of an event. */
    sealed interface Outcome {}

    record Whole(Event event) implements Outcome {}

    record Bad(FaultReason reason, String field) implements Outcome {}

    /** A call that says nothing: an alias of a user with itself. */
    record Nothing() implements Outcome {}

    Outcome read(int index, JsonNode tree, RawJson raw, Around around) {
        if (!(tree instanceof ObjectNode body)) {
            return new Bad(FaultReason.WRONG_TYPE, "the event");
        }
        CallType type = type(body, around.call().endpoint());
        if (type == null) {
            return new Bad(body.has("type") ? FaultReason.UNKNOWN_TYPE : FaultReason.MISSING_VALUE, "type");
        }
        Bad shape = shape(body);
        if (shape != null) {
            return shape;
        }
        boolean merge = Merge.is(body, around.call().endpoint());
        People people = people(body);
        Bad needs = merge ? Merge.fault(body) : needs(type, body, people);
        if (needs != null) {
            return needs;
        }
        if (type == CallType.ALIAS && String.valueOf(people.userId()).equals(people.previousId())) {
            return new Nothing();
        }
        Instant occurredAt = occurredAt(body, around);
        Bad untimely = untimely(occurredAt, body, around.call());
        if (untimely != null) {
            return untimely;
        }
        return new Whole(new Event(
                index,
                type,
                messageId(body),
                name(type, body),
                Objects.requireNonNull(occurredAt),
                around.call().receivedAt(),
                people,
                properties(type, body),
                merge ? Merge.context(body, context(body, around.context())) : context(body, around.context()),
                raw));
    }

    private static @Nullable CallType type(ObjectNode body, Endpoint endpoint) {
        if (endpoint.type() != null) {
            return endpoint.type();
        }
        JsonNode type = body.get("type");
        if (Merge.is(body, endpoint)) {
            return CallType.ALIAS;
        }
        return type != null && type.isString() ? CallType.named(type.stringValue()) : null;
    }

    private static @Nullable Bad shape(ObjectNode body) {
        for (String field : new String[] {"properties", "traits", "context"}) {
            JsonNode value = body.get(field);
            if (value != null && !value.isObject() && !value.isNull()) {
                return new Bad(FaultReason.WRONG_TYPE, field);
            }
        }
        for (String field : new String[] {"userId", "anonymousId", "previousId", "groupId", "messageId"}) {
            JsonNode value = body.get(field);
            if (value != null && !value.isString() && !value.isNumber() && !value.isNull()) {
                return new Bad(FaultReason.WRONG_TYPE, field);
            }
        }
        return null;
    }

    private static People people(ObjectNode body) {
        return new People(
                JsonText.of(body, "userId"),
                JsonText.of(body, "anonymousId"),
                JsonText.of(body, "previousId"),
                JsonText.of(body, "groupId"));
    }

    private static @Nullable Bad needs(CallType type, ObjectNode body, People people) {
        if (people.userId() == null && people.anonymousId() == null) {
            return new Bad(FaultReason.MISSING_VALUE, "userId or anonymousId");
        }
        return switch (type) {
            case ALIAS -> people.previousId() == null ? new Bad(FaultReason.MISSING_VALUE, "previousId") : null;
            case GROUP -> people.groupId() == null ? new Bad(FaultReason.MISSING_VALUE, "groupId") : null;
            case TRACK -> eventName(body);
            case IDENTIFY, PAGE, SCREEN -> null;
        };
    }

    private static @Nullable Bad eventName(ObjectNode body) {
        JsonNode event = body.get("event");
        if (event == null || event.isNull()) {
            return new Bad(FaultReason.MISSING_VALUE, "event");
        }
        if (!event.isString()) {
            return new Bad(FaultReason.WRONG_TYPE, "event");
        }
        if (event.stringValue().isBlank()) {
            return new Bad(FaultReason.MISSING_VALUE, "event");
        }
        return event.stringValue().length() > LONGEST_NAME ? new Bad(FaultReason.NAME_TOO_LONG, "event") : null;
    }

    private static @Nullable String name(CallType type, ObjectNode body) {
        return switch (type) {
            case TRACK -> JsonText.of(body, "event");
            case PAGE, SCREEN -> pageName(body);
            case IDENTIFY, GROUP, ALIAS -> null;
        };
    }

    private static @Nullable String pageName(ObjectNode body) {
        String name = JsonText.of(body, "name");
        name = name == null ? JsonText.of(object(body, "properties"), "name") : name;
        return name == null || name.length() <= LONGEST_NAME ? name : JsonText.whole(name.substring(0, LONGEST_NAME));
    }

    /**
     * The sender's clock is off by the time between its sending and our receiving; null for what is no time. What a feed
     * brings says nothing of that: it may have waited for days to be read.
     */
    private static @Nullable Instant occurredAt(ObjectNode body, Around around) {
        Instant receivedAt = around.call().receivedAt();
        JsonNode stamp = present(body, "timestamp");
        stamp = stamp == null ? present(body, "originalTimestamp") : stamp;
        if (stamp == null) {
            return receivedAt;
        }
        Instant original = EventTime.of(stamp);
        if (around.call().endpoint() == Endpoint.FEED) {
            return original;
        }
        JsonNode ownSentAt = present(body, "sentAt");
        Instant sentAt = ownSentAt == null ? around.sentAt() : EventTime.of(ownSentAt);
        sentAt = sentAt == null ? around.sentAt() : sentAt;
        return original == null || sentAt == null ? original : receivedAt.minus(Duration.between(original, sentAt));
    }

    private @Nullable Bad untimely(@Nullable Instant occurredAt, ObjectNode body, Call call) {
        if (occurredAt == null || occurredAt.isBefore(Instant.EPOCH)) {
            return new Bad(FaultReason.BAD_TIME, body.has("timestamp") ? "timestamp" : "originalTimestamp");
        }
        Duration ahead = Duration.between(call.receivedAt(), occurredAt);
        if (ahead.compareTo(limits.future()) > 0) {
            return new Bad(FaultReason.IN_THE_FUTURE, "timestamp");
        }
        boolean isTooOld = ahead.negated().compareTo(limits.past()) > 0;
        return isTooOld && !call.endpoint().isTheBrandsOwn() ? new Bad(FaultReason.TOO_OLD, "timestamp") : null;
    }

    private static @Nullable JsonNode present(ObjectNode body, String field) {
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** One that is too long is kept as its hash, the same for every retry; whoever has the brand's key hashes an address in it. */
    private String messageId(ObjectNode body) {
        String id = JsonText.of(body, "messageId");
        if (id == null) {
            return messageIds.get();
        }
        return id.length() <= LONGEST_MESSAGE_ID || id.indexOf('@') >= 0 ? id : Sha256.hex(id);
    }

    private static ObjectNode properties(CallType type, ObjectNode body) {
        return switch (type) {
            case TRACK -> object(body, "properties");
            case PAGE, SCREEN -> pageProperties(body);
            case IDENTIFY, GROUP -> object(body, "traits");
            case ALIAS -> NOTHING;
        };
    }

    /** Some senders tell the category beside the properties, some within, some both. */
    private static ObjectNode pageProperties(ObjectNode body) {
        ObjectNode properties = object(body, "properties");
        String category = JsonText.of(body, "category");
        if (category == null || properties.has("category")) {
            return properties;
        }
        return JsonNodeFactory.instance.objectNode().setAll(properties).put("category", category);
    }

    private static ObjectNode object(JsonNode body, String field) {
        return body.get(field) instanceof ObjectNode object ? object : NOTHING;
    }

    /** Its own and that of its batch; what is no event at all has none of its own. */
    static ObjectNode context(JsonNode event, @Nullable ObjectNode ofBatch) {
        ObjectNode own = object(event, "context");
        if (ofBatch == null) {
            return own;
        }
        return own.isEmpty() ? ofBatch : merged(own, ofBatch);
    }

    /** Both together; where both say something the event's own word counts. */
    private static ObjectNode merged(ObjectNode own, ObjectNode ofBatch) {
        for (Map.Entry<String, JsonNode> entry : ofBatch.properties()) {
            JsonNode there = own.get(entry.getKey());
            if (there == null || there.isNull()) {
                own.set(entry.getKey(), entry.getValue());
            } else if (there instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode outer) {
                merged(inner, outer);
            }
        }
        return own;
    }
}
