package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.JsonText;
import io.tidebank.collect.quarantine.FaultReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.node.ObjectNode;

/**
 * What records become: events, each with a name that is the same whenever the record is read, and what is no JSON. A
 * record without a value says that something was deleted, and is passed over.
 */
final class KafkaDocuments {

    /** Of what is put aside, so many characters are kept. */
    private static final int LONGEST_RAW = 1 << 20;

    private final FeedDesk desk;
    private final Map<String, Instant> told;
    private final List<ObjectNode> events = new ArrayList<>();
    private final List<BadEvent> bad = new ArrayList<>();
    private long without;

    /** @param told up to when everything in a topic was read before */
    KafkaDocuments(FeedDesk desk, Map<String, Instant> told) {
        this.desk = desk;
        this.told = told;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        String name = record.topic() + "-" + record.partition();
        String id = name + "-" + record.offset();
        ObjectNode document = desk.document(value);
        if (document == null) {
            String raw = new String(value, 0, Math.min(value.length, LONGEST_RAW), StandardCharsets.UTF_8);
            bad.add(new BadEvent(0, id, FaultReason.NOT_JSON, name, raw, record.offset()));
            return;
        }
        List<ObjectNode> made =
                desk.events(document, desk.ages().untoldSince(told.getOrDefault(record.topic(), Instant.EPOCH)));
        for (int i = 0; i < made.size(); i++) {
            events.add(named(made.get(i), FeedDesk.named(id, i), record.timestamp()));
        }
        without += made.isEmpty() ? 1 : 0;
    }

    /** What the event does not say itself, its record does. */
    private static ObjectNode named(ObjectNode event, String id, long timestamp) {
        if (JsonText.of(event, "messageId") == null) {
            event.put("messageId", id);
        }
        if (timestamp >= 0 && !event.hasNonNull("timestamp") && !event.hasNonNull("originalTimestamp")) {
            event.put("timestamp", Instant.ofEpochMilli(timestamp).toString());
        }
        return event;
    }

    List<ObjectNode> events() {
        return events;
    }

    /** Documents that the shape makes nothing of. */
    long without() {
        return without;
    }

    List<BadEvent> bad() {
        return bad;
    }
}
