package io.tidebank.collect.intake;

import io.tidebank.collect.intake.TailEvent.Fate;
import io.tidebank.collect.intake.TailEvent.Why;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.live.Dropped;
import io.tidebank.collect.live.Reading;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.touch.Touch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What came by the live sources since the start: counts of all, and the last events of each. */
public final class Tail {

    private static final int REMEMBERED = 200;

    /**
     * Of a large batch only so many are shown: the rest is alike, and a lock is taken for each. Those that came to nothing
     * have their places first, however many did not.
     */
    private static final int SHOWN_OF_A_BATCH = 20;

    private final Map<String, BySource> sources = new ConcurrentHashMap<>();
    private final PerSecond perSecond = new PerSecond();

    /** Guards the last events of all sources: they are numbered in the order in which they can be read. */
    private final Object shown = new Object();

    private long lastNumber;

    /** One source's counters and last events. */
    private static final class BySource {

        private final LongAdder accepted = new LongAdder();
        private final LongAdder duplicates = new LongAdder();
        private final LongAdder quarantined = new LongAdder();
        private final LongAdder dropped = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
        private final Deque<TailEvent> last = new ArrayDeque<>();
        private volatile @Nullable Instant lastAt;

        private void show(TailEvent event) {
            if (last.size() == REMEMBERED) {
                last.removeFirst();
            }
            last.addLast(event);
        }
    }

    /**
     * What a source has sent since the start. Every event is in one of the five counts; the kinds are those of accepted
     * events alone, which may be more touches than events. What lay in the journal at the start was counted before it.
     *
     * @param accepted events that were new
     * @param duplicates events sent before
     * @param quarantined events put aside
     * @param dropped events without effect or consent
     * @param refused events refused by a limit
     * @param kinds touches of accepted events by kind
     * @param lastAt when something last came; null if nothing did
     */
    public record Counts(
            long accepted,
            long duplicates,
            long quarantined,
            long dropped,
            long refused,
            Map<String, Long> kinds,
            @Nullable Instant lastAt) {}

    void took(String source, Took took) {
        BySource by = by(source);
        Ack ack = took.ack();
        long repeated = took.again() ? 0 : ack.duplicates() + took.reading().duplicates();
        by.accepted.add(ack.accepted());
        by.duplicates.add(repeated);
        by.quarantined.add(ack.quarantined());
        by.dropped.add(took.reading().dropped().size());
        by.lastAt = took.at();
        perSecond.add(took.at(), ack.accepted() + repeated + ack.quarantined());
        Shown shown = Shown.first(took);
        Set<Integer> repeats = Set.copyOf(ack.repeats());
        List<LiveEvent> events = took.reading().events();
        for (int i = 0; i < events.size(); i++) {
            boolean isRepeat = repeats.contains(i);
            if (!isRepeat) {
                countKinds(by, events.get(i));
            }
            if (shown.hasRoom() && !(isRepeat && took.again())) {
                shown.events.add(new Kept(events.get(i), isRepeat ? Fate.DUPLICATE : Fate.ACCEPTED));
            }
        }
        show(by, source, shown, took);
    }

    /**
     * What was taken of a source.
     *
     * @param labels names bad events
     * @param again whether it is read a second time on purpose: what is known of it is nothing to tell
     */
    record Took(Reading reading, Ack ack, Instant at, Function<BadEvent, @Nullable String> labels, boolean again) {

        /** Bad events that are new, and no more of them than given. */
        List<BadEvent> bad(int most) {
            Set<Integer> repeats = Set.copyOf(ack.repeats());
            int first = reading.events().size();
            return IntStream.range(0, reading.bad().size())
                    .filter(i -> !repeats.contains(first + i))
                    .limit(most)
                    .mapToObj(reading.bad()::get)
                    .toList();
        }

        /** Of what was dropped no more than given. */
        List<Dropped> dropped(int most) {
            return again ? List.of() : reading.dropped().stream().limit(most).toList();
        }
    }

    private record Kept(LiveEvent event, Fate fate) {}

    /** What is shown of a batch. */
    private record Shown(List<Kept> events, List<BadEvent> bad, List<Dropped> dropped) {

        /** As long as no event that is kept is among them. */
        static Shown first(Took took) {
            List<BadEvent> bad = took.bad(SHOWN_OF_A_BATCH);
            return new Shown(new ArrayList<>(), bad, took.dropped(SHOWN_OF_A_BATCH - bad.size()));
        }

        boolean hasRoom() {
            return events.size() + bad.size() + dropped.size() < SHOWN_OF_A_BATCH;
        }
    }

    private static void countKinds(BySource by, LiveEvent event) {
        for (Touch touch : event.touches()) {
            by.kinds.computeIfAbsent(touch.kind(), kind -> new LongAdder()).increment();
        }
    }

    private void show(BySource by, String source, Shown batch, Took took) {
        List<BadEvent> bad = batch.bad();
        List<@Nullable String> named = new ArrayList<>();
        bad.forEach(event -> named.add(took.labels().apply(event)));
        Instant at = took.at();
        synchronized (shown) {
            for (Kept each : batch.events()) {
                Touch first = each.event().touches().getFirst();
                int touches = each.event().touches().size();
                by.show(new TailEvent(
                        ++lastNumber, at, source, first.name(), first.kind(), touches, each.fate(), "", null));
            }
            for (int i = 0; i < bad.size(); i++) {
                BadEvent event = bad.get(i);
                by.show(nothing(took, source, named.get(i), Fate.QUARANTINED, event.field(), Why.of(event.reason())));
            }
            for (Dropped event : batch.dropped()) {
                by.show(nothing(took, source, event.label(), Fate.DROPPED, "", Why.of(event.reason())));
            }
        }
    }

    private TailEvent nothing(Took took, String source, @Nullable String name, Fate fate, String field, Why why) {
        return new TailEvent(++lastNumber, took.at(), source, name, null, 0, fate, field, why);
    }

    void refused(String source, int events) {
        by(source).refused.add(events);
    }

    /** Counts by source, in the order of their names. */
    public Map<String, Counts> counts() {
        Map<String, Counts> counts = new TreeMap<>();
        sources.forEach((source, by) -> {
            Map<String, Long> kinds = new TreeMap<>();
            by.kinds.forEach((kind, count) -> kinds.put(kind, count.sum()));
            counts.put(
                    source,
                    new Counts(
                            by.accepted.sum(),
                            by.duplicates.sum(),
                            by.quarantined.sum(),
                            by.dropped.sum(),
                            by.refused.sum(),
                            kinds,
                            by.lastAt));
        });
        return counts;
    }

    /** Events of all sources in each of the last whole seconds before a moment, the latest last; at most 119. */
    public List<Long> perSecond(Instant now, int seconds) {
        return perSecond.before(now, seconds);
    }

    /**
     * The last events of a source, the latest last; of all sources if none is named.
     *
     * @param after number of the last event that is known already; 0 for none
     */
    public List<TailEvent> events(@Nullable String source, long after) {
        List<TailEvent> events = new ArrayList<>();
        synchronized (shown) {
            sources.forEach((name, by) -> {
                if (source == null || source.equals(name)) {
                    by.last.stream().filter(event -> event.number() > after).forEach(events::add);
                }
            });
        }
        events.sort(Comparator.comparingLong(TailEvent::number));
        return events;
    }

    private BySource by(String source) {
        return sources.computeIfAbsent(source, name -> new BySource());
    }
}
