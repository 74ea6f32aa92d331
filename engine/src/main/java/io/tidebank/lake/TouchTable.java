package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.TouchSchema;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchKinds;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.AppendFiles;
import org.jspecify.annotations.Nullable;

/** The touches of one brand: an Iceberg table that any engine can read while it is written here. */
public final class TouchTable {

    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final TableCommits commits;
    private final TouchWork work;

    /** Rows that take the place of others. */
    public interface Replacement {

        /**
         * Rows of a table as it is at one snapshot.
         *
         * @param gone condition in SQL for the rows that go
         * @param added staged files of those that come
         */
        record Plan(String gone, List<TouchFile> added) {

            public Plan {
                added = List.copyOf(added);
            }
        }

        /** The kind that all rows have which go. */
        String kind();

        /** What the import ids of all of them begin with. */
        String importPrefix();

        /** Stages what comes; null if nothing is to be done. Asked again where others changed the table meanwhile. */
        @Nullable
        Plan plan(long snapshot);
    }

    TouchTable(TableCommits commits, TouchKinds kinds, EngineSettings settings) {
        this.commits = commits;
        this.work = new TouchWork(kinds, settings);
    }

    /** Stages with nobody watching. */
    public List<TouchFile> stage(Connection duckDb, String select) {
        return stage(duckDb, select, Progress.NONE);
    }

    /**
     * Writes the rows of a SELECT as data files that no snapshot names yet.
     *
     * @param duckDb connection that the SELECT runs on, not in a transaction and not used elsewhere meanwhile
     * @param select SELECT with the touch table's columns; optional ones may be left out
     * @param progress told of the sort in percent, then of rows written
     */
    public List<TouchFile> stage(Connection duckDb, String select, Progress progress) {
        return work.write(commits.view(), duckDb, select, progress);
    }

    /**
     * Makes staged files part of the table, all at once.
     *
     * @param summary properties that the snapshot carries; the next one repeats those of the journal and its feeds alone
     * @return the id of the new snapshot; the current one if there is nothing to commit
     */
    public long append(List<TouchFile> files, Map<String, String> summary) {
        return commits.alone(table -> {
            if (files.isEmpty() && summary.isEmpty()) {
                return new SnapshotLog(table).current();
            }
            AppendFiles append = table.newAppend();
            files.forEach(file -> append.appendFile(TouchWork.dataFile(table, file)));
            long snapshot = commits.commit(append, summary);
            work.release(files);
            return snapshot;
        });
    }

    /** Deletes files that were staged here and not committed; others are left alone. */
    public void discard(List<TouchFile> files) {
        work.discard(commits.view(), files);
    }

    /** The id of the current snapshot, 0 while there is none. */
    public long snapshot() {
        return log().current();
    }

    /** How far the journal's records are in the table; empty if none ever were. */
    public Optional<JournalPosition> journalPosition() {
        return log().journalPosition();
    }

    /** Every snapshot that is still there, oldest first. */
    public List<SnapshotInfo> snapshots() {
        return log().all();
    }

    /** The live files of a snapshot, ordered by day and then by their first touch; none for snapshot 0. */
    public List<TouchFile> files(long snapshot) {
        return log().files(snapshot);
    }

    /** The same; those of now where the snapshot is no longer there, as one that was refreshed long ago. */
    public List<TouchFile> filesOrLatest(long snapshot) {
        SnapshotLog log = log();
        return log.files(log.isThere(snapshot) ? snapshot : log.current());
    }

    /** Files added between two snapshots; empty if more than appends and compactions lies between: read all anew. */
    public Optional<List<TouchFile>> added(long fromExclusive, long to) {
        return log().added(fromExclusive, to);
    }

    /** The SELECT that reads columns of files; rows come in time order where the files do not overlap. */
    public String scan(List<TouchFile> files, List<String> columns) {
        return new ScanSql(commits.view().schema()).select(files, columns);
    }

    /** Whether files in time order overlap, so that their rows come in time order only after a sort or merge. */
    public static boolean overlapping(List<TouchFile> files) {
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i - 1).lastMicros() >= files.get(i).firstMicros()) {
                return true;
            }
        }
        return false;
    }

    /** Removes the rows of one import, and returns the snapshot without them. */
    public long deleteImport(String importId) {
        return deleteImport(importId, Map.of());
    }

    /** Removes the rows of one import in a commit that carries properties. */
    public long deleteImport(String importId, Map<String, String> summary) {
        return new RowReplacement(commits, work).removeImport(importId, summary);
    }

    /** Puts rows in the place of others, in one commit that carries properties; returns its snapshot. */
    public long replace(Replacement replacement, Map<String, String> summary) {
        return new RowReplacement(commits, work).replace(replacement, summary);
    }

    /** Merges days that have more files than they need. Cancelled (SQL_CANCELLED), it leaves what was merged so far. */
    public void compact(Progress progress) {
        compact(progress, Map.of());
    }

    /** Merges files in commits that carry properties. */
    public void compact(Progress progress, Map<String, String> summary) {
        new Compaction(commits, work, Compaction::scatteredDays).run(progress, summary);
    }

    /**
     * Merges what a policy finds worth it, beside commits that go on meanwhile. Cancelled (SQL_CANCELLED), it leaves what was
     * merged so far.
     *
     * @return false if nothing was worth it, or other rows are written anew just now: another time will do
     */
    public boolean compact(Progress progress, CompactionPolicy policy) {
        if (commits.isRewriting() || !policy.isDue(files(snapshot()))) {
            return false;
        }
        new Compaction(commits, work, policy::worthMerging).run(progress, Map.of());
        return true;
    }

    /** Forgets snapshots older than a moment, but for the last few, and deletes the files that only they needed. */
    public void expire(Instant olderThan, int keepLast) {
        new Expiry(commits).run(olderThan, keepLast);
    }

    /**
     * Thins out what live sources leave behind, a snapshot every few seconds: of those made by their commits and by merges
     * before a moment, one remains for each stretch of time. Those of imports stay. What is read from one snapshot to
     * another needs all between: let the moment lie before whatever is still to be read on from.
     */
    public void thin(Instant olderThan, Duration apart) {
        new Expiry(commits).thin(olderThan, apart);
    }

    /** Deletes files older than a moment that no snapshot names, and returns how many; staged files stay. */
    public int removeOrphans(Instant olderThan) {
        return new OrphanFiles(commits, work.staged()).remove(olderThan);
    }

    /** Adds a column at the end; older touches have no value in it. */
    void addColumn(String name, TouchColumn.Type type) {
        if (!COLUMN.matcher(name).matches()) {
            throw wrong("A column's name is lower_snake_case: '%s'".formatted(name));
        }
        commits.alone(table -> {
            if (table.schema().findField(name) != null) {
                throw wrong("There is a column '%s' already".formatted(name));
            }
            commits.translated(() -> table.updateSchema()
                    .addColumn(name, TouchSchema.iceberg(type))
                    .commit());
            return true;
        });
    }

    private SnapshotLog log() {
        return new SnapshotLog(commits.view());
    }

    private static TidebankException wrong(String message) {
        return new TidebankException(LakeError.LAKE_COLUMNS_WRONG, message);
    }
}
