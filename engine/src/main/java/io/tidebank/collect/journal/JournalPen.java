package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.EventKey;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.Memory;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import io.tidebank.collect.journal.record.RecordHead;
import io.tidebank.collect.journal.record.RecordWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Writes groups of batches: what is new in them, the keys that make it known, one forced write. One thread's. */
final class JournalPen {

    private final JournalDb db;
    private final SeenKeys seen;
    private final RecordWriter.Sealer sealer;
    private final Clock clock;
    private volatile Mark last;

    /** A position with the counts up to it. */
    record Mark(long position, RecordHead head) {}

    JournalPen(JournalDb db, SeenKeys seen, RecordWriter.Sealer sealer, Clock clock, Mark last) {
        this.db = db;
        this.seen = seen;
        this.sealer = sealer;
        this.clock = clock;
        this.last = last;
    }

    /** The last record that is on the disk. */
    Mark last() {
        return last;
    }

    /** Writes a group and returns an answer for each; nothing of it is known as written if it fails. */
    List<Ack> write(List<Pending> group) throws RocksDBException {
        List<EventKey> named = new ArrayList<>();
        for (Pending pending : group) {
            named.addAll(pending.events);
            pending.bad.stream().filter(key -> !key.equals(Pending.UNNAMED)).forEach(named::add);
        }
        Set<EventKey> known = seen.known(named);
        List<Ack> answers = new ArrayList<>();
        Mark reached = last;
        long now = clock.millis();
        try (WriteBatch batch = new WriteBatch()) {
            Map<EventKey, Memory> fresh = new LinkedHashMap<>();
            for (Pending pending : group) {
                Rest rest = unseen(pending, known, fresh);
                if (!rest.batch().isEmpty()) {
                    reached = put(batch, pending, rest.batch(), reached, now);
                }
                answers.add(rest.answer(reached.position()));
            }
            seen.remember(batch, fresh, now);
            if (batch.count() > 0) {
                db.run(it -> {
                    it.write(db.options.forced, batch);
                    return true;
                });
            }
        }
        last = reached;
        return answers;
    }

    /** What of a batch is new, and the places of what is not. */
    private record Rest(LiveBatch batch, List<Integer> repeats) {

        Ack answer(long position) {
            return new Ack(batch.events().size(), repeats.size(), batch.bad().size(), position, repeats);
        }
    }

    /** What of a batch is new; what is becomes fresh, so that it is not new again in the same group. */
    private static Rest unseen(Pending pending, Set<EventKey> known, Map<EventKey, Memory> fresh) {
        List<Integer> repeats = new ArrayList<>(0);
        List<LiveEvent> events = new ArrayList<>();
        for (int i = 0; i < pending.events.size(); i++) {
            EventKey key = pending.events.get(i);
            LiveEvent event = pending.batch.events().get(i);
            if (!known.contains(key) && fresh.putIfAbsent(key, event.memory()) == null) {
                events.add(event);
            } else {
                repeats.add(i);
            }
        }
        List<QuarantinedEvent> bad = new ArrayList<>();
        for (int i = 0; i < pending.bad.size(); i++) {
            EventKey key = pending.bad.get(i);
            if (key.equals(Pending.UNNAMED)
                    || (!known.contains(key) && fresh.putIfAbsent(key, Memory.SHARED) == null)) {
                bad.add(pending.batch.bad().get(i));
            } else {
                repeats.add(pending.events.size() + i);
            }
        }
        return repeats.isEmpty()
                ? new Rest(pending.batch, repeats)
                : new Rest(new LiveBatch(events, bad, pending.batch.mark()), repeats);
    }

    private Mark put(WriteBatch batch, Pending pending, LiveBatch rest, Mark before, long now) throws RocksDBException {
        byte[] record = rest.size() == pending.batch.size() ? pending.record : RecordWriter.write(rest, sealer);
        Mark mark = new Mark(before.position() + 1, before.head().next(now, rest.size(), record.length));
        mark.head().write(record);
        batch.put(db.records(), JournalDb.key(mark.position()), record);
        FeedMark feed = rest.mark();
        if (feed != null) {
            db.word(batch, Words.feed(feed.feed()), Words.text(mark.position(), feed));
        }
        return mark;
    }
}
