package io.tidebank.collect.intake;

import io.tidebank.collect.intake.TailEvent.Fate;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.live.Reading;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.touch.Touch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What came by the live sources since the start: counts of all, and the last events of each. */
public final class Tail {

    private static final int REMEMBERED = 200;

    /** Of a large batch only so many are shown: the rest is alike, and a lock is taken for each. */
    private static final int SHOWN_OF_A_BATCH = 20;

    private final Map<String, BySource> sources = new ConcurrentHashMap<>();

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

        private synchronized void show(TailEvent event) {
            if (last.size() == REMEMBERED) {
                last.removeFirst();
            }
            last.addLast(event);
        }

        private synchronized List<TailEvent> shown() {
            return new ArrayList<>(last);
        }
    }

    /**
     * What a source has sent since the start.
     *
     * @param accepted events that were new
     * @param duplicates events sent before
     * @param quarantined events put aside
     * @param dropped events without effect or consent
     * @param refused events refused by a limit
     * @param kinds touches by kind
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

    void took(String source, Reading reading, Ack ack, Instant at) {
        BySource by = by(source);
        by.accepted.add(ack.accepted());
        by.duplicates.add(ack.duplicates() + reading.duplicates());
        by.quarantined.add(ack.quarantined());
        by.dropped.add(reading.ignored() + reading.denied());
        by.lastAt = at;
        // The journal says how many were repeats, not which: a batch is repeated whole or not at all.
        Fate fate = ack.accepted() == 0 && ack.duplicates() > 0 ? Fate.DUPLICATE : Fate.ACCEPTED;
        int shown = 0;
        for (LiveEvent event : reading.events()) {
            if (fate == Fate.ACCEPTED) {
                for (Touch touch : event.touches()) {
                    by.kinds
                            .computeIfAbsent(touch.kind(), kind -> new LongAdder())
                            .increment();
                }
            }
            if (shown++ < SHOWN_OF_A_BATCH) {
                Touch first = event.touches().getFirst();
                by.show(new TailEvent(
                        at, source, first.name(), first.kind(), event.touches().size(), fate, ""));
            }
        }
        for (BadEvent event : reading.bad()) {
            if (shown++ < SHOWN_OF_A_BATCH) {
                String reason = event.field() + " " + event.reason().text();
                by.show(new TailEvent(at, source, null, null, 0, Fate.QUARANTINED, reason));
            }
        }
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

    /** The last events of a source, the latest last; of all sources if none is named. */
    public List<TailEvent> events(@Nullable String source) {
        List<TailEvent> events = new ArrayList<>();
        sources.forEach((name, by) -> {
            if (source == null || source.equals(name)) {
                events.addAll(by.shown());
            }
        });
        events.sort((a, b) -> a.at().compareTo(b.at()));
        return events;
    }

    private BySource by(String source) {
        return sources.computeIfAbsent(source, name -> new BySource());
    }
}
