package io.tidebank.collect.intake;

import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.BadEvent;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.live.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests of several sources on their way into one record of the journal. */
final class Arrivals {

    private final LiveReader reader;
    private final Instant now;
    private final Map<String, List<Reading>> bySource = new LinkedHashMap<>();

    Arrivals(LiveReader reader, Instant now) {
        this.reader = reader;
        this.now = now;
    }

    void add(Arrival arrival) {
        bySource.computeIfAbsent(arrival.source().name(), source -> new ArrayList<>())
                .add(reader.read(arrival.source(), arrival.request()));
    }

    LiveBatch batch(FeedMark mark) {
        List<LiveEvent> events = new ArrayList<>();
        List<BadEvent> bad = new ArrayList<>();
        bySource.forEach((source, readings) -> readings.forEach(reading -> {
            events.addAll(reading.events());
            reading.bad().forEach(event -> bad.add(Intake.kept(event, source, now)));
        }));
        return new LiveBatch(events, bad, mark);
    }

    /** Counts what became of each source's, and says what became of all. */
    Taken tell(Tail tail, Ack ack) {
        int withoutEffect = 0;
        int repeated = ack.duplicates();
        for (Map.Entry<String, List<Reading>> one : bySource.entrySet()) {
            String source = one.getKey();
            Reading reading = Reading.ofAll(one.getValue());
            tail.took(source, reading, of(source, reading, ack), now, reader::label);
            withoutEffect += reading.ignored() + reading.denied();
            repeated += reading.duplicates();
        }
        return new Taken(ack.accepted(), repeated, ack.quarantined(), withoutEffect);
    }

    /** The part of an answer that is about one source. */
    private static Ack of(String source, Reading reading, Ack all) {
        LiveBatch fresh = new LiveBatch(
                all.fresh().events().stream()
                        .filter(event -> event.source().equals(source))
                        .toList(),
                all.fresh().bad().stream()
                        .filter(event -> event.source().equals(source))
                        .toList());
        int offered = reading.events().size() + reading.bad().size();
        return new Ack(fresh, offered - fresh.size(), all.position());
    }
}
