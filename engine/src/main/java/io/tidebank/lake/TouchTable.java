package io.tidebank.lake;

import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;

/** The touches of one brand: an Iceberg table that any engine can read while it is written here. */
public final class TouchTable {

    private final Table table;
    private final TouchKinds kinds;
    private final int threads;
    private final TableCommits commits;
    private final StagedFiles staged = new StagedFiles();

    TouchTable(Table table, TouchKinds kinds, int threads) {
        this.table = table;
        this.kinds = kinds;
        this.threads = threads;
        this.commits = new TableCommits(table);
    }

    /**
     * Writes the rows of a SELECT as data files that no snapshot names yet.
     *
     * @param duckDb connection that the SELECT runs on, not in a transaction
     * @param select SELECT with the touch table's columns; optional ones may be left out
     */
    public List<TouchFile> stage(Connection duckDb, String select) {
        table.refresh();
        List<TouchFile> files = new TouchFileWriter(table.schema(), dataFolder(), kinds, threads).write(duckDb, select);
        staged.add(files);
        return files;
    }

    /**
     * Makes staged files part of the table, all at once.
     *
     * @param summary properties that the snapshot carries; the next snapshot does not repeat them
     * @return the id of the new snapshot; the current one if there is nothing to commit
     */
    public long append(List<TouchFile> files, Map<String, String> summary) {
        return commits.alone(() -> {
            if (files.isEmpty() && summary.isEmpty()) {
                return new SnapshotLog(table).current();
            }
            AppendFiles append = table.newAppend();
            files.forEach(file -> append.appendFile(dataFile(file)));
            long snapshot = commits.commit(append, summary);
            staged.remove(files);
            return snapshot;
        });
    }

    /** Deletes files that were staged here and not committed; others are left alone. */
    public void discard(List<TouchFile> files) {
        staged.remove(files).forEach(file -> table.io().deleteFile(file.path()));
    }

    /** The id of the current snapshot, 0 while there is none. */
    public long snapshot() {
        return log().current();
    }

    /** Every snapshot that is still there, oldest first. */
    public List<SnapshotInfo> snapshots() {
        return log().all();
    }

    /** The live files of a snapshot, ordered by day and then by their first touch; none for snapshot 0. */
    public List<TouchFile> files(long snapshot) {
        return log().files(snapshot);
    }

    /** Files added between two snapshots; empty if more than appends and compactions lies between: read all anew. */
    public Optional<List<TouchFile>> added(long fromExclusive, long to) {
        return log().added(fromExclusive, to);
    }

    /** The SELECT that reads columns of files; rows come in time order where the files do not overlap. */
    public String scan(List<TouchFile> files, List<String> columns) {
        table.refresh();
        return new ScanSql(table.schema()).select(files, columns);
    }

    /** Whether a day has files whose times overlap, so that its rows come in time order only after a merge. */
    public static boolean overlapping(List<TouchFile> files) {
        for (int i = 1; i < files.size(); i++) {
            TouchFile before = files.get(i - 1);
            if (before.lastMicros() >= files.get(i).firstMicros()) {
                return true;
            }
        }
        return false;
    }

    private SnapshotLog log() {
        table.refresh();
        return new SnapshotLog(table);
    }

    private Path dataFolder() {
        return LakePaths.path(table.location()).resolve("data");
    }

    private DataFile dataFile(TouchFile file) {
        PartitionData day = new PartitionData(table.spec().partitionType());
        day.set(0, (int) file.day().toEpochDay());
        return DataFiles.builder(table.spec())
                .withPath(LakePaths.location(Path.of(file.path())))
                .withFormat(FileFormat.PARQUET)
                .withPartition(day)
                .withFileSizeInBytes(file.bytes())
                .withMetrics(file.metrics().toIceberg(file.rows()))
                .withSortOrder(table.sortOrder())
                .build();
    }
}
