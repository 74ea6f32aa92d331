package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Two parts of a batch that is too large for a record, in this order; what follows the last event is the mark alone. Bad
 * events stay together as long as they can: one that nobody named is not known when it comes again.
 *
 * @param second with the mark
 */
record BatchParts(LiveBatch first, LiveBatch second) {

    /** Whether there is more in a batch than one event, or one feed's mark. */
    static boolean splits(LiveBatch batch) {
        return batch.size() > 1 || (batch.size() == 1 && batch.mark() != null);
    }

    /** @param batch that {@link #splits} */
    static BatchParts of(LiveBatch batch) {
        List<LiveEvent> events = batch.events();
        List<QuarantinedEvent> bad = batch.bad();
        if (events.isEmpty()) {
            int half = Math.max(1, bad.size() / 2);
            return new BatchParts(
                    new LiveBatch(events, bad.subList(0, half)),
                    new LiveBatch(events, bad.subList(half, bad.size()), batch.mark()));
        }
        int half = Math.max(1, events.size() / 2);
        return new BatchParts(
                LiveBatch.of(events.subList(0, half)),
                new LiveBatch(events.subList(half, events.size()), bad, batch.mark()));
    }

    /** What became of both. */
    JournalReply answer(Ack one, JournalReply other) {
        if (!(other instanceof Ack ack)) {
            return other;
        }
        List<Integer> repeats = new ArrayList<>(one.repeats());
        ack.repeats().forEach(place -> repeats.add(place + first.size()));
        return new Ack(
                one.accepted() + ack.accepted(),
                one.duplicates() + ack.duplicates(),
                one.quarantined() + ack.quarantined(),
                Math.max(one.position(), ack.position()),
                repeats);
    }
}
