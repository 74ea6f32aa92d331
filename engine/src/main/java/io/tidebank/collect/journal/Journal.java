package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalPen.Mark;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.JournalReply.Limit;
import io.tidebank.collect.journal.JournalReply.Overloaded;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.LiveEvent;
import io.tidebank.collect.journal.record.Memory;
import io.tidebank.collect.journal.record.RecordHead;
import io.tidebank.collect.journal.record.RecordWriter;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.JournalPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Where the touches of a brand's live sources wait for the lake. What it has acknowledged is on the disk and is known for
 * a month, so that an event is accepted once however often it is sent. Any number of threads may offer; one may read and
 * trim.
 */
public final class Journal implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final String TRIMMED = "trimmed";
    private static final long COMPACT_EVERY = 64L << 20;
    private static final long LOOK_EVERY_NANOS = 1_000_000_000;

    private final JournalPlace place;
    private final JournalSettings settings;
    private final RowLock lock;
    private final GroupCommit group;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder quarantined = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile Opened opened;
    private volatile Mark committed;
    private volatile long freeDisk;
    private volatile @Nullable Instant lastWrite;
    private volatile @Nullable Instant lastCommit;
    private volatile Waiting waiting = new Waiting(-1, 0);
    private long lookedAt;
    private long compactedBytes;

    /** What belongs together while the database is open. */
    private record Opened(JournalDb db, SeenKeys seen, JournalPen pen, String id) {}

    /** Since when, as {@link System#nanoTime} has it, the record behind a committed position has been seen to wait. */
    private record Waiting(long behind, long since) {}

    private Journal(JournalPlace place, JournalSettings settings, RowLock lock, Optional<JournalPosition> lake) {
        this.place = place;
        this.settings = settings;
        this.lock = lock;
        RocksLibrary.load(place.libraries());
        this.committed = new Mark(0, RecordHead.NONE);
        this.opened = open(lake);
        this.freeDisk = place.freeDisk().getAsLong();
        this.lookedAt = System.nanoTime();
        trim(committed.position());
        this.group = new GroupCommit("journal " + place.folder().getFileName(), settings, new Writer());
    }

    /**
     * Opens a brand's journal and makes it if it is not there. JOURNAL_FOREIGN and JOURNAL_AHEAD_OF_LAKE if it and the
     * lake do not belong together.
     *
     * @param lock closes the raw text of bad events
     * @param lake what the brand's touch table says of it
     */
    public static Journal open(
            JournalPlace place, JournalSettings settings, RowLock lock, Optional<JournalPosition> lake) {
        return new Journal(place, settings, lock, lake);
    }

    private Opened open(Optional<JournalPosition> lake) {
        JournalDb db = JournalDb.open(place.folder(), place.memory());
        try {
            Mark trimmed = Words.mark(db.word(TRIMMED));
            JournalLineage lineage = JournalLineage.establish(db, trimmed.position(), lake);
            RecordHead newest = db.headAt(Long.MAX_VALUE);
            long own = Math.max(db.lastPosition(), trimmed.position());
            long position = Math.max(own, lineage.committed());
            RecordHead done = db.headAt(lineage.committed());
            committed = new Mark(lineage.committed(), done == null ? trimmed.head() : done);
            Mark last = new Mark(position, newest == null ? trimmed.head() : newest);
            boolean missesSome = position > own || (own == 0 && JournalLineage.follows(db));
            SeenKeys seen = new SeenKeys(db, settings, place.clock().millis(), missesSome);
            return new Opened(db, seen, new JournalPen(db, seen, this::seal, place.clock(), last), lineage.id());
        } catch (RuntimeException e) {
            db.close();
            throw e;
        }
    }

    /**
     * Takes a batch and returns when it is on the disk, or refuses it at once. JOURNAL_UNAVAILABLE while the disk takes
     * nothing; JOURNAL_WRITE_UNKNOWN if it refused just now: to send the same again is safe.
     */
    public JournalReply offer(LiveBatch batch) {
        return offer(batch, false);
    }

    /**
     * Takes a batch however large it is, in several records if need be: the mark lies in the last one, and who begins anew
     * where it says brings again what is known. JOURNAL_BATCH_TOO_LARGE if a single event is more than {@link #holds}.
     */
    public JournalReply offerWhole(LiveBatch batch) {
        return offer(batch, true);
    }

    private JournalReply offer(LiveBatch batch, boolean inParts) {
        Limit limit = passedLimit();
        if (limit != null) {
            return refuse(limit);
        }
        Pending pending = new Pending(batch, this::seal);
        if (pending.record.length > settings.batchBytes()) {
            if (inParts && BatchParts.splits(batch)) {
                return offer(BatchParts.of(batch));
            }
            throw new TidebankException(
                    JournalError.JOURNAL_BATCH_TOO_LARGE,
                    "A batch has %,d bytes as a record of the journal; %,d are allowed. Send fewer events at a time"
                            .formatted(pending.record.length, settings.batchBytes()));
        }
        if (!group.enter(pending)) {
            return refuse(Limit.QUEUE);
        }
        Ack ack = pending.await();
        accepted.add(ack.accepted());
        duplicates.add(ack.duplicates());
        quarantined.add(ack.quarantined());
        return ack;
    }

    private JournalReply offer(BatchParts parts) {
        JournalReply first = offer(parts.first(), true);
        return first instanceof Ack ack ? parts.answer(ack, offer(parts.second(), true)) : first;
    }

    /** Whether an event finds room in a record. */
    public boolean holds(LiveEvent event) {
        return RecordWriter.atMost(event) <= settings.batchBytes()
                || RecordWriter.write(LiveBatch.of(List.of(event)), this::seal).length <= settings.batchBytes();
    }

    private @Nullable Limit passedLimit() {
        if (freeDisk < settings.freeDisk()) {
            return Limit.DISK;
        }
        return lagBytes() > settings.lagBytes() ? Limit.LAG : null;
    }

    private Overloaded refuse(Limit limit) {
        refused.increment();
        return new Overloaded(limit, limit == Limit.QUEUE ? SOON : LATER);
    }

    /** The records after a position, in order; to be closed before the journal is. */
    public JournalRecords records(long after) {
        return new JournalRecords(opened.db().after(after), locked -> lock.unlock(locked, place.name()));
    }

    /**
     * How far a feed has been read; empty if neither journal nor lake ever heard of it. The journal knows best, unless it
     * was made anew, or is an older copy of itself than the lake has read.
     *
     * @param lake what the brand's touch table says now
     */
    public Optional<String> feedPosition(String feed, Optional<JournalPosition> lake) {
        Optional<String> inLake = lake.map(position -> position.feeds().get(feed));
        Opened now = opened;
        Words.Reach own = Words.reach(now.db().word(Words.feed(feed)));
        boolean lakeIsAsFar = own != null
                && lake.isPresent()
                && lake.get().journal().equals(now.id())
                && lake.get().position() >= own.record();
        return own == null || lakeIsAsFar ? inLake : Optional.of(own.position());
    }

    /** The last position that is on the disk. */
    public long position() {
        return opened.pen().last().position();
    }

    /** The last position that is known to be in the lake. */
    public long committed() {
        return committed.position();
    }

    /** The journal's name, which the lake writes beside the position. */
    public String id() {
        return opened.id();
    }

    /** How much it takes on. */
    public JournalSettings settings() {
        return settings;
    }

    /** Gives away the records up to a position: the lake has them. */
    public void trim(long position) {
        JournalDb db = opened.db();
        Mark before = Words.mark(db.word(TRIMMED));
        RecordHead head = position > before.position() ? db.headAt(position) : null;
        if (head == null) {
            return;
        }
        Mark mark = new Mark(position, head);
        db.run(it -> {
            try (WriteBatch batch = new WriteBatch()) {
                batch.deleteRange(db.records(), JournalDb.key(before.position() + 1), JournalDb.key(position + 1));
                db.word(batch, TRIMMED, Words.text(mark));
                it.write(db.options.lazy, batch);
            }
            return true;
        });
        committed = mark;
        lastCommit = place.clock().instant();
        compactedBytes += head.bytes() - before.head().bytes();
        if (compactedBytes >= COMPACT_EVERY) {
            db.compact(position);
            compactedBytes = 0;
        }
    }

    public JournalStatus status() {
        Mark last = opened.pen().last();
        Mark done = committed;
        TidebankException problem = group.problem();
        return new JournalStatus(
                opened.id(),
                last.position(),
                done.position(),
                accepted.sum(),
                duplicates.sum(),
                quarantined.sum(),
                refused.sum(),
                lagEvents(),
                lagBytes(),
                problem == null ? lag() : Duration.ZERO,
                opened.seen().remembered(),
                opened.seen().forgottenEarly(),
                known(Memory.SHARED),
                known(Memory.RESERVED),
                freeDisk,
                lastWrite,
                lastCommit,
                problem == null ? null : problem.getMessage());
    }

    /**
     * How far back all accepted events are known whose keys belong into a memory; as long as they are to be, where none was
     * forgotten early.
     */
    public Duration known(Memory memory) {
        long millis = place.clock().millis() - opened.seen().knownSince(memory);
        Duration known = Duration.ofMillis(Math.max(0, millis));
        return known.compareTo(settings.memory()) < 0 ? known : settings.memory();
    }

    /** Events accepted and not in the lake. */
    public long lagEvents() {
        return opened.pen().last().head().events() - committed.head().events();
    }

    /** Bytes accepted and not in the lake. */
    public long lagBytes() {
        return opened.pen().last().head().bytes() - committed.head().bytes();
    }

    /** Age of the oldest record that is not in the lake. It grows whatever the clock does, from when it is first asked for. */
    public Duration lag() {
        long position = committed.position();
        RecordHead oldest = lagBytes() == 0 ? null : opened.db().headAfter(position);
        if (oldest == null) {
            return Duration.ZERO;
        }
        long now = System.nanoTime();
        Waiting seen = waiting;
        if (seen.behind() != position) {
            seen = new Waiting(position, now);
            waiting = seen;
        }
        Duration atLeast = Duration.ofNanos(now - seen.since());
        Duration told = Duration.ofMillis(place.clock().millis() - oldest.writtenAt());
        return told.compareTo(atLeast) > 0 ? told : atLeast;
    }

    /** Whether the clock was set back since the oldest record that is not in the lake was written: nobody knows how old it is. */
    public boolean isOlderThanKnown() {
        RecordHead oldest = lagBytes() == 0 ? null : opened.db().headAfter(committed.position());
        return oldest != null && oldest.writtenAt() > place.clock().millis();
    }

    private byte[] seal(String raw) {
        return lock.lock(raw, place.name());
    }

    /** What the writing thread does to this journal. */
    private final class Writer implements GroupCommit.Writer {

        @Override
        public List<Ack> write(List<Pending> batches) throws RocksDBException {
            List<Ack> answers = opened.pen().write(batches);
            lastWrite = place.clock().instant();
            return answers;
        }

        @Override
        public void reopen() {
            opened.db().close();
            opened = open(Optional.of(new JournalPosition(opened.id(), committed.position())));
        }

        @Override
        public void look() {
            long now = System.nanoTime();
            if (now - lookedAt >= LOOK_EVERY_NANOS) {
                freeDisk = place.freeDisk().getAsLong();
                lookedAt = now;
            }
        }
    }

    /** Writes what waits and lets go of the folder. Who offers meanwhile is refused. */
    @Override
    public void close() {
        group.close();
        opened.db().close();
    }
}
