package io.tidebank.collect.feed.kafka;

import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.JsonText;
import io.tidebank.collect.quarantine.FaultReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final List<ObjectNode> events = new ArrayList<>();
    private final List<BadEvent> bad = new ArrayList<>();

    KafkaDocuments(FeedDesk desk) {
        this.desk = desk;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        String name = record.topic() + "-" + record.partition();
        ObjectNode document = desk.document(value);
        if (document == null) {
            String raw = new String(value, 0, Math.min(value.length, LONGEST_RAW), StandardCharsets.UTF_8);
            String id = name + "-" + record.offset();
            bad.add(new BadEvent(0, id, FaultReason.NOT_JSON, name, raw, record.offset()));
            return;
        }
        int number = 0;
        for (ObjectNode event : desk.events(document)) {
            String id = name + "-" + record.offset() + (number == 0 ? "" : "-" + number);
            events.add(named(event, id, record.timestamp()));
            number++;
        }
    }

    /** What the event does not say itself, its record does. */
    private static ObjectNode named(ObjectNode event, String id, long timestamp) {
        if (JsonText.of(event, "messageId") == null) {
            event.put("messageId", id);
        }
        if (timestamp >= 0
                && event.path("timestamp").isMissingNode()
                && event.path("originalTimestamp").isMissingNode()) {
            event.put("timestamp", Instant.ofEpochMilli(timestamp).toString());
        }
        return event;
    }

    List<ObjectNode> events() {
        return events;
    }

    List<BadEvent> bad() {
        return bad;
    }
}
