package io.tidebank.collect.commit;

import io.tidebank.collect.journal.Journal;
import io.tidebank.collect.journal.JournalRecords;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.JournalPosition;
import io.tidebank.lake.LakeError;
import io.tidebank.lake.SnapshotInfo;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.ArrowInsert;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Takes a journal into the lake. The position that it reached is part of the very commit that brings the touches; the next
 * commit, in this process or after a crash at any instant, goes on from what the lake says. A brand has one committer;
 * it is one thread's at a time.
 */
public final class JournalCommitter implements AutoCloseable {

    private final Journal journal;
    private final TouchTable table;
    private final Quarantine quarantine;
    private final CommitSettings settings;
    private final DuckDb duckDb;

    public JournalCommitter(
            Journal journal, TouchTable table, Quarantine quarantine, CommitSettings settings, EngineSettings engine) {
        this.journal = journal;
        this.table = table;
        this.quarantine = quarantine;
        this.settings = settings;
        this.duckDb = DuckDb.inMemory(engine);
    }

    /**
     * Whether enough waits, or something waits long enough, or so long as nobody can tell.
     *
     * @param patience how long that is at least, whatever the settings say
     */
    public boolean isDue(Duration patience) {
        long waiting = journal.lagBytes();
        return waiting > 0
                && (waiting >= settings.bytes()
                        || journal.lagEvents() >= settings.touches()
                        || isLong(journal.lag(), patience)
                        || journal.isOlderThanKnown());
    }

    private boolean isLong(Duration lag, Duration patience) {
        return lag.compareTo(settings.after()) >= 0 && lag.compareTo(patience) >= 0;
    }

    /**
     * Takes what waits, up to the limits of one commit. If it fails, nothing of it is in the lake, or all of it is where
     * the lake gave no answer; in both cases the next call goes on rightly.
     */
    public synchronized CommitReport commit() {
        long from = table.journalPosition()
                .filter(position -> position.journal().equals(journal.id()))
                .map(JournalPosition::position)
                .orElse(0L);
        String batch = batch(from);
        Staged staged = stage(from, batch);
        JournalTake take = staged.take();
        long snapshot = table.snapshot();
        if (take.position() > from) {
            keepBad(batch, take, staged.files());
            snapshot = commit(staged.files(), batch, take);
        }
        // What an earlier commit took and a crash kept from being given away goes as well.
        journal.trim(take.position());
        return new CommitReport(
                batch,
                snapshot,
                from,
                take.position(),
                take.touches(),
                take.bad().size());
    }

    /** The same for the same records, however often a crash makes them come again. */
    private String batch(long from) {
        return JournalPosition.BATCH + "%s-%012d".formatted(journal.id().substring(0, 8), from + 1);
    }

    /** What was read of the journal, and the data files that it became. */
    private record Staged(JournalTake take, List<TouchFile> files) {}

    /**
     * Writes the data files while the journal is read; no snapshot names them yet. The journal is let go of before anything
     * else is done: a reader keeps it from opening anew after a refused write.
     */
    private Staged stage(long from, String batch) {
        try (JournalRecords records = journal.records(from);
                Connection connection = duckDb.connect()) {
            JournalTake take = new JournalTake(records, settings, from);
            return new Staged(take, stage(connection, take, batch));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private List<TouchFile> stage(Connection connection, JournalTake take, String batch) throws SQLException {
        try (BufferAllocator allocator = new RootAllocator();
                TouchRows rows = new TouchRows(allocator, take, batch)) {
            return ArrowInsert.lend(
                    connection, allocator, rows, name -> table.stage(connection, "SELECT * FROM " + name));
        } catch (SQLException | TidebankException e) {
            take.check();
            throw e;
        } catch (IOException e) {
            throw new SQLException("Touches cannot be handed over", e);
        }
    }

    private void keepBad(String batch, JournalTake take, List<TouchFile> files) {
        try {
            quarantine.keepLive(batch, take.bad().stream().map(LiveBadRow::of).toList());
        } catch (RuntimeException e) {
            table.discard(files);
            throw e;
        }
    }

    private long commit(List<TouchFile> files, String batch, JournalTake take) {
        JournalPosition reached = new JournalPosition(journal.id(), take.position(), take.feeds());
        Map<String, String> summary = new HashMap<>(reached.summary());
        summary.put(SnapshotInfo.IMPORT_ID, batch);
        try {
            return table.append(files, summary);
        } catch (RuntimeException e) {
            if (isNotThere(take, e)) {
                table.discard(files);
            }
            throw e;
        }
    }

    /** Whether a failed commit has certainly left nothing: its files would otherwise stay, and the next try has its own. */
    private boolean isNotThere(JournalTake take, RuntimeException failure) {
        if (failure instanceof TidebankException told && told.code() == LakeError.LAKE_COMMIT_UNKNOWN) {
            return false;
        }
        try {
            return table.journalPosition()
                    .map(reached -> reached.position() < take.position())
                    .orElse(true);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    @Override
    public void close() {
        duckDb.close();
    }
}
