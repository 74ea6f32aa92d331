package io.tidebank.collect.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.tidebank.collect.journal.JournalReply.Overloaded;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.live.Reading;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.ExactJson;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.quarantine.LiveQuarantine.Row;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.source.Source;
import io.tidebank.sql.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad events of live sources tried again, by the names, the plan and the settings of now. They take the same way as when
 * they first came, under the same message ids, so that each counts once however often it is tried or sent.
 */
final class LiveReplay {

    private static final int AT_ONCE = 200;

    /** Around an event there is a batch when it is read again. */
    private static final ExactJson ALONE = new ExactJson(StreamReadConstraints.builder()
            .maxNestingDepth(Limits.WIDEST.depth() - 2)
            .build());

    private final LiveCollection collection;
    private final LiveReader reader;
    private final String brand;
    private final Map<String, Source> sources = new HashMap<>();
    private long tried;
    private long released;
    private long stillBad;

    LiveReplay(LiveCollection collection, LiveReader reader, String brand, List<Source> sources) {
        this.collection = collection;
        this.reader = reader;
        this.brand = brand;
        sources.forEach(source -> this.sources.put(source.name(), source));
    }

    ReplayReport run(Progress progress, Instant now) {
        long all = collection.liveQuarantine().standing().rows();
        boolean more = true;
        long last = 0;
        while (more && !progress.cancelled()) {
            List<Row> rows = collection.liveQuarantine().after(last, AT_ONCE);
            more = !rows.isEmpty() && page(rows, now);
            last = rows.isEmpty() ? last : rows.getLast().id();
        }
        return new ReplayReport(tried, released, stillBad, Math.max(0, all - tried));
    }

    /** False if the journal takes no more. */
    private boolean page(List<Row> rows, Instant now) {
        for (List<Row> own : rows.stream()
                .collect(groupingBy(Row::source, TreeMap::new, java.util.stream.Collectors.toList()))
                .values()) {
            if (!bySource(own, now)) {
                return false;
            }
        }
        return true;
    }

    private boolean bySource(List<Row> rows, Instant now) {
        List<Row> readable = new ArrayList<>();
        List<ObjectNode> events = new ArrayList<>();
        List<BadRow> bad = new ArrayList<>();
        for (Row row : rows) {
            try {
                events.add(event(row));
                readable.add(row);
            } catch (StreamConstraintsException e) {
                bad.add(blamed(row, FaultReason.BEYOND_MEASURE, "the event"));
            } catch (JacksonException e) {
                bad.add(blamed(row, FaultReason.WRONG_TYPE, "the event"));
            }
        }
        Reading reading = readAsTheyCame(readable, events, now);
        LiveBatch batch = new LiveBatch(reading.events(), List.of());
        if (!batch.isEmpty() && collection.journal().offerWhole(batch) instanceof Overloaded) {
            return false;
        }
        for (BadEvent event : reading.bad()) {
            bad.add(blamed(readable.get(event.index()), event.reason(), event.field()));
        }
        settle(rows, bad);
        return true;
    }

    private void settle(List<Row> rows, List<BadRow> bad) {
        Quarantine quarantine = collection.quarantine();
        Set<Long> kept = Set.copyOf(bad.stream().map(BadRow::id).toList());
        quarantine.blame(bad);
        quarantine.release(
                rows.stream().map(Row::id).filter(id -> !kept.contains(id)).toList());
        tried += rows.size();
        stillBad += bad.size();
        released += rows.size() - (long) bad.size();
    }

    /** Events that came together are read together, and as of when they came: a clock was as wrong then as it was. */
    private Reading readAsTheyCame(List<Row> rows, List<ObjectNode> events, Instant now) {
        List<LiveEvent> whole = new ArrayList<>();
        List<BadEvent> bad = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size() && rows.get(to).at().equals(rows.get(from).at())) {
                to++;
            }
            Row first = rows.get(from);
            Reading reading =
                    read(first.source(), events.subList(from, to), first.at().isBefore(now) ? first.at() : now);
            whole.addAll(reading.events());
            addBehind(bad, reading.bad(), from);
            from = to;
        }
        return new Reading(whole, bad, 0, List.of());
    }

    private static void addBehind(List<BadEvent> all, List<BadEvent> more, int index) {
        more.forEach(event -> all.add(
                new BadEvent(event.index() + index, event.messageId(), event.reason(), event.field(), event.raw())));
    }

    private Reading read(String source, List<ObjectNode> events, Instant now) {
        byte[] body =
                JsonMapper.shared().writeValueAsString(Map.of("batch", events)).getBytes(UTF_8);
        Source from = sources.getOrDefault(source, new Source(brand, source, true, Set.of(), null, now));
        return switch (reader.parse(Call.of(Endpoint.BATCH, now).with(Call.Ids.OF_THINGS), body)) {
            case Request.Accepted accepted -> reader.read(from, accepted, collection.journal()::holds);
            case Request.Refused _ when events.size() > 1 -> halves(source, events, now);
            case Request.Refused _ ->
                new Reading(
                        List.of(),
                        List.of(new BadEvent(0, null, FaultReason.EVENT_TOO_LARGE, "the event", "")),
                        0,
                        List.of());
        };
    }

    /** What is too large together goes in two parts. */
    private Reading halves(String source, List<ObjectNode> events, Instant now) {
        int half = events.size() / 2;
        Reading first = read(source, events.subList(0, half), now);
        Reading second = read(source, events.subList(half, events.size()), now);
        List<BadEvent> bad = new ArrayList<>(first.bad());
        addBehind(bad, second.bad(), half);
        List<LiveEvent> all = new ArrayList<>(first.events());
        all.addAll(second.events());
        return new Reading(all, bad, 0, List.of());
    }

    /**
     * The event as it was sent; a fault of Jackson's if it is no object, or beyond measure. What its request knew of it is
     * told in it: its type, and the time of its arrival where it has none of its own.
     */
    private static ObjectNode event(Row row) {
        ObjectNode event = ALONE.object(row.raw());
        if (!event.hasNonNull("type")) {
            event.put("type", type(event));
        }
        if (!event.hasNonNull("messageId")) {
            event.put("messageId", row.name());
        }
        if (!event.hasNonNull("timestamp") && !event.hasNonNull("originalTimestamp")) {
            event.put("timestamp", row.at().toString());
            // By our clock, so that the sender's need not be set right by it.
            event.remove("sentAt");
        }
        return event;
    }

    /** A single call is told by where it was sent, and by its members afterwards. */
    private static String type(ObjectNode event) {
        if (event.hasNonNull("event")) {
            return "track";
        }
        if (event.hasNonNull("previousId")) {
            return "alias";
        }
        if (event.hasNonNull("groupId")) {
            return "group";
        }
        return event.has("traits") ? "identify" : "page";
    }

    private static BadRow blamed(Row row, FaultReason reason, String field) {
        return new BadRow(row.id(), row.source(), "", "live", -1, 0, field, reason, false, "");
    }
}
