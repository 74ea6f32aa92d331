package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** Merges the files of a day into as few sorted ones as hold its rows. Readers of older snapshots keep the old files. */
final class Compaction {

    /** Bytes of files that one commit replaces at least, so that thousands of small days do not make as many commits. */
    private static final long BATCH_BYTES = 512L << 20;

    private final TableCommits commits;
    private final TouchWork work;
    private final Choice choice;

    /** Which of a day's files become one; none if the day is well as it is. */
    interface Choice {
        List<TouchFile> worthMerging(List<TouchFile> day);
    }

    Compaction(TableCommits commits, TouchWork work, Choice choice) {
        this.commits = commits;
        this.work = work;
        this.choice = choice;
    }

    /** Whole days that have more files than they need. */
    static List<TouchFile> scatteredDays(List<TouchFile> day) {
        return scattered(day) ? day : List.of();
    }

    void run(Progress progress, Map<String, String> summary) {
        commits.replanned(() -> {
            once(progress, summary);
            return true;
        });
    }

    private void once(Progress progress, Map<String, String> summary) {
        Table table = commits.view();
        List<List<DataFile>> batches = batches(new SnapshotLog(table));
        long total = batches.stream().mapToLong(List::size).sum();
        long done = 0;
        for (List<DataFile> batch : batches) {
            progress.at("Merging files", done, total);
            if (progress.cancelled()) {
                throw new TidebankException(SqlError.SQL_CANCELLED, "The merging was cancelled");
            }
            replace(table, batch, summary, Progress.until(progress::cancelled));
            done += batch.size();
        }
        progress.at("Merging files", done, total);
    }

    private void replace(Table seen, List<DataFile> old, Map<String, String> summary, Progress progress) {
        List<TouchFile> merged = work.rewrite(seen, old, "true", progress);
        work.commit(
                seen,
                merged,
                () -> commits.alone(table -> {
                    RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(new SnapshotLog(seen).current());
                    old.forEach(rewrite::deleteFile);
                    merged.forEach(file -> rewrite.addFile(TouchWork.dataFile(table, file)));
                    return commits.commit(rewrite, summary);
                }));
    }

    /** What needs merging, gathered so that each batch is worth a commit. */
    private List<List<DataFile>> batches(SnapshotLog log) {
        Map<LocalDate, List<DataFile>> days = new TreeMap<>();
        for (DataFile file : log.dataFiles(log.current(), Expressions.alwaysTrue())) {
            days.computeIfAbsent(log.touchFile(file).day(), day -> new ArrayList<>())
                    .add(file);
        }
        List<List<DataFile>> batches = new ArrayList<>();
        List<DataFile> batch = new ArrayList<>();
        for (List<DataFile> day : days.values()) {
            Set<String> merged = choice
                    .worthMerging(day.stream().map(log::touchFile).toList())
                    .stream()
                    .map(TouchFile::path)
                    .collect(Collectors.toSet());
            day.stream()
                    .filter(file -> merged.contains(log.touchFile(file).path()))
                    .forEach(batch::add);
            if (batch.stream().mapToLong(DataFile::fileSizeInBytes).sum() >= BATCH_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /** Whether a day has more files than its rows need, or files whose times overlap. */
    private static boolean scattered(List<TouchFile> day) {
        long rows = day.stream().mapToLong(TouchFile::rows).sum();
        long needed = Math.ceilDiv(rows, SortedRows.ROWS_PER_FILE);
        return day.size() > needed || TouchTable.overlapping(day);
    }
}
