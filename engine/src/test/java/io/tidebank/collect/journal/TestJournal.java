package io.tidebank.collect.journal;

import io.tidebank.ChildJvm;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.lake.JournalPosition;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A journal in a passing folder whose clock and disk the test moves. */
final class TestJournal implements AutoCloseable {

    static final RowLock LOCK = new RowLock(new byte[32]);

    final Path home;
    JournalSettings settings = JournalSettings.DEFAULTS;
    Instant now = LiveTouches.NOON;
    volatile LongSupplier freeDisk = () -> Long.MAX_VALUE;
    private final RocksMemory memory;
    private @Nullable Journal open;

    TestJournal(Path home) {
        this(home, new RocksMemory(64L << 20));
    }

    TestJournal(Path home, RocksMemory memory) {
        this.home = home;
        this.memory = memory;
    }

    /** The native library is unpacked beside the test's folder, not for every test anew. */
    static Path libraries(Path home) {
        return ChildJvm.libraries();
    }

    Path folder() {
        return home.resolve("journal").resolve("acme");
    }

    Journal journal() {
        Journal journal = open;
        return journal == null ? reopen(Optional.empty()) : journal;
    }

    Journal reopen(Optional<JournalPosition> lake) {
        close();
        Clock clock = new AskedClock(() -> now);
        JournalPlace place = new JournalPlace(folder(), libraries(home), clock, () -> freeDisk.getAsLong(), memory);
        Journal journal = Journal.open(place, settings, LOCK, lake);
        open = journal;
        return journal;
    }

    /** Opens it again as a lake that took all up to a position would have it. */
    Journal reopenAt(long position) {
        return reopen(Optional.of(new JournalPosition(journal().id(), position)));
    }

    Ack accept(String... names) {
        return accept(LiveTouches.batch(names));
    }

    Ack accept(LiveBatch batch) {
        return (Ack) journal().offer(batch);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The ids of touches after a position, in order. */
    List<String> touchesAfter(long position) {
        return records(position).stream()
                .flatMap(record -> record.touches().stream())
                .map(Touch::touchId)
                .toList();
    }

    List<JournalRecord> records(long after) {
        List<JournalRecord> all = new ArrayList<>();
        try (JournalRecords records = journal().records(after)) {
            for (JournalRecord next = records.next(); next != null; next = records.next()) {
                all.add(next);
            }
        }
        return all;
    }

    @Override
    public void close() {
        Journal journal = open;
        open = null;
        if (journal != null) {
            journal.close();
        }
    }
}
