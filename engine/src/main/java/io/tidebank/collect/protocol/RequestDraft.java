package io.tidebank.collect.protocol;

import io.tidebank.collect.protocol.Request.Accepted;
import io.tidebank.collect.protocol.Request.Code;
import io.tidebank.collect.protocol.Request.Refused;
import io.tidebank.collect.quarantine.FaultReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request while it is read: what belongs to a whole batch may stand behind its events. */
final class RequestDraft {

    /** So many times as large as a body may be is what it says with the context of the batch told for each event. */
    private static final int MOST_TOLD = 32;

    private final Call call;
    private final Limits limits;
    private final EventReader reader;
    private final List<Item> items = new ArrayList<>();
    private @Nullable String writeKey;
    private @Nullable Instant sentAt;
    private @Nullable ObjectNode context;
    private @Nullable ObjectNode contextAsItCame;
    private boolean contextBeyondMeasure;

    /** One event as it came; what stands where an event should be need not be an object. */
    private record Item(JsonNode tree, RawJson raw) {

        BadEvent bad(int index, EventReader.Bad fault, @Nullable ObjectNode ofBatch) {
            String id = tree.isObject() ? JsonText.of(tree, "messageId") : null;
            ObjectNode said = EventReader.context(tree, ofBatch);
            return new BadEvent(index, id, fault.reason(), fault.field(), raw.text(), 0, said);
        }

        Item within(EventReader.Around request) {
            return new Item(tree, raw.within(request));
        }
    }

    RequestDraft(Call call, Limits limits, EventReader reader) {
        this.call = call;
        this.limits = limits;
        this.reader = reader;
        this.sentAt = call.sentAt();
    }

    int size() {
        return items.size();
    }

    /** Forgets the events: of two arrays the last counts. */
    void clear() {
        items.clear();
    }

    /** Takes what stands where an event should be. */
    void item(JsonNode tree, RawJson raw) {
        items.add(new Item(tree, raw));
    }

    void writeKey(@Nullable String text) {
        writeKey = text;
    }

    void sentAt(@Nullable JsonNode value) {
        Instant time = value == null ? null : EventTime.of(value);
        if (time != null) {
            sentAt = time;
        }
    }

    void context(JsonNode value, RawJson raw) {
        contextBeyondMeasure = raw.isBeyondMeasure();
        context = object(value);
        contextAsItCame = contextBeyondMeasure ? object(raw.tree()) : context;
    }

    /** A batch; refused if its context, told for each of its events, is beyond measure. */
    Request batch() {
        long most = (long) MOST_TOLD * limits.batchBytes();
        return told() <= most
                ? end()
                : new Refused(
                        Code.TOO_LARGE,
                        "The context of the batch has %,d bytes, told for each of its events; at most %,d can be taken. Send fewer events at a time"
                                .formatted(told(), most));
    }

    /** The request of a single call: what belongs to the request stands in the event. */
    Request single() {
        JsonNode body = items.getFirst().tree();
        writeKey(JsonText.of(body, "writeKey"));
        sentAt(body.get("sentAt"));
        return end();
    }

    Accepted end() {
        List<Event> events = new ArrayList<>(items.size());
        List<BadEvent> bad = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        EventReader.Around around = new EventReader.Around(call, sentAt, context, kept());
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i).within(around);
            switch (outcome(i, item, around)) {
                case EventReader.Whole(Event event) -> events.add(event);
                case EventReader.Bad fault -> bad.add(item.bad(i, fault, context));
                case EventReader.Nothing _ -> ignored.add(CallType.ALIAS.label());
            }
        }
        return new Accepted(call, writeKey, events, bad, ignored);
    }

    private EventReader.Outcome outcome(int index, Item item, EventReader.Around around) {
        if (item.raw().bytes() > mostOfAnEvent()) {
            return new EventReader.Bad(FaultReason.EVENT_TOO_LARGE, "the event");
        }
        if (item.raw().isBeyondMeasure()) {
            return new EventReader.Bad(FaultReason.BEYOND_MEASURE, "the event");
        }
        // The context of the batch is each event's, too.
        return contextBeyondMeasure
                ? new EventReader.Bad(FaultReason.BEYOND_MEASURE, "context")
                : reader.read(index, item.tree(), item.raw(), around);
    }

    /** What a brand has told by its own systems is as long as an order of many lines; the journal says what finds room. */
    private int mostOfAnEvent() {
        return call.endpoint().isTheBrandsOwn() ? limits.batchBytes() : limits.eventBytes();
    }

    /** A large context before many bad events would be many times what was sent: of it stays what the person has chosen. */
    private @Nullable ObjectNode kept() {
        ObjectNode all = contextAsItCame;
        if (all == null || told() <= limits.batchBytes()) {
            return all;
        }
        JsonNode consent = all.get("consent");
        return consent == null ? null : all.objectNode().set("consent", consent);
    }

    private long told() {
        ObjectNode all = contextAsItCame;
        return all == null ? 0 : (long) all.toString().getBytes(StandardCharsets.UTF_8).length * items.size();
    }

    private static @Nullable ObjectNode object(JsonNode value) {
        return value instanceof ObjectNode object ? object : null;
    }
}
