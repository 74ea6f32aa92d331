package io.tidebank.collect.intake;

import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.live.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests of several sources on their way into one record of the journal. */
final class Arrivals {

    private final LiveReader reader;
    private final Predicate<LiveEvent> room;
    private final Instant now;
    private final Map<String, List<Came>> bySource = new LinkedHashMap<>();

    private record Came(Reading reading, Instant receivedAt) {

        Stream<QuarantinedEvent> bad(String source) {
            return reading.bad().stream().map(event -> Intake.kept(event, source, receivedAt));
        }
    }

    /** @param room whether an event finds room in the journal */
    Arrivals(LiveReader reader, Predicate<LiveEvent> room, Instant now) {
        this.reader = reader;
        this.room = room;
        this.now = now;
    }

    void add(Arrival arrival) {
        bySource.computeIfAbsent(arrival.source().name(), source -> new ArrayList<>())
                .add(new Came(
                        reader.read(arrival.source(), arrival.request(), room),
                        arrival.request().call().receivedAt()));
    }

    LiveBatch batch(@Nullable FeedMark mark) {
        List<LiveEvent> events = new ArrayList<>();
        List<QuarantinedEvent> bad = new ArrayList<>();
        bySource.forEach((source, all) -> all.forEach(one -> {
            events.addAll(one.reading().events());
            one.bad(source).forEach(bad::add);
        }));
        return new LiveBatch(events, bad, mark);
    }

    /** Counts what became of each source's, and says what became of all. */
    Taken tell(Tail tail, Ack ack) {
        int withoutEffect = 0;
        int repeated = ack.duplicates();
        Share share = new Share(
                ack, 0, 0, bySource.values().stream().mapToInt(Arrivals::events).sum());
        for (Map.Entry<String, List<Came>> one : bySource.entrySet()) {
            Reading reading =
                    Reading.ofAll(one.getValue().stream().map(Came::reading).toList());
            tail.took(one.getKey(), new Tail.Took(reading, share.of(reading), now, reader::label, false));
            share = share.after(reading);
            withoutEffect += reading.dropped().size();
            repeated += reading.duplicates();
        }
        return new Taken(ack.accepted(), repeated, ack.quarantined(), withoutEffect);
    }

    private static int events(List<Came> all) {
        return all.stream().mapToInt(one -> one.reading().events().size()).sum();
    }

    /**
     * The part of an answer that is about one source, whose events and bad events lie together in the batch.
     *
     * @param eventsBefore events of sources before it
     * @param badBefore their bad events
     * @param events events of all: the bad ones come behind them
     */
    private record Share(Ack all, int eventsBefore, int badBefore, int events) {

        Ack of(Reading reading) {
            int good = reading.events().size();
            List<Integer> repeats = new ArrayList<>();
            for (int place : all.repeats()) {
                int event = place - eventsBefore;
                int bad = place - events - badBefore;
                if (place < events && event >= 0 && event < good) {
                    repeats.add(event);
                } else if (place >= events && bad >= 0 && bad < reading.bad().size()) {
                    repeats.add(good + bad);
                }
            }
            int repeatedEvents =
                    (int) repeats.stream().filter(place -> place < good).count();
            int quarantined = reading.bad().size() - (repeats.size() - repeatedEvents);
            return new Ack(good - repeatedEvents, repeats.size(), quarantined, all.position(), repeats);
        }

        Share after(Reading reading) {
            return new Share(
                    all,
                    eventsBefore + reading.events().size(),
                    badBefore + reading.bad().size(),
                    events);
        }
    }
}
