package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.FileMetrics;
import io.tidebank.lake.iceberg.LakePaths;
import io.tidebank.lake.iceberg.TouchSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Reads a table's history: its snapshots, the files of each, and what came between two of them. */
final class SnapshotLog {

    private static final Comparator<TouchFile> IN_TIME = Comparator.comparing(TouchFile::day)
            .thenComparingLong(TouchFile::firstMicros)
            .thenComparingLong(TouchFile::lastMicros)
            .thenComparing(TouchFile::path);

    private static final long DAY_MICROS = 86_400_000_000L;

    private final Table table;

    SnapshotLog(Table table) {
        this.table = table;
    }

    long current() {
        Snapshot snapshot = table.currentSnapshot();
        return snapshot == null ? 0 : snapshot.snapshotId();
    }

    List<SnapshotInfo> all() {
        List<SnapshotInfo> infos = new ArrayList<>();
        for (Snapshot snapshot : table.snapshots()) {
            Long parent = snapshot.parentId();
            Map<String, String> summary = snapshot.summary();
            infos.add(new SnapshotInfo(
                    snapshot.snapshotId(),
                    parent == null ? 0 : parent,
                    Instant.ofEpochMilli(snapshot.timestampMillis()),
                    String.valueOf(snapshot.operation()),
                    summary == null ? Map.of() : summary));
        }
        return infos;
    }

    /** The live files of a snapshot in time order. */
    List<TouchFile> files(long snapshot) {
        return dataFiles(snapshot, Expressions.alwaysTrue()).stream()
                .map(this::touchFile)
                .sorted(IN_TIME)
                .toList();
    }

    /** The live files of a snapshot that may hold rows for which the filter is true. */
    List<DataFile> dataFiles(long snapshot, Expression filter) {
        if (snapshot == 0) {
            return List.of();
        }
        require(snapshot);
        TableScan scan = table.newScan()
                .useSnapshot(snapshot)
                .filter(filter)
                .includeColumnStats(List.of(TouchSchema.TIME, "import_id"));
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            for (FileScanTask task : tasks) {
                if (!task.deletes().isEmpty()) {
                    throw deletes(task.file());
                }
                files.add(task.file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Plan of snapshot %d cannot be read".formatted(snapshot), e);
        }
        return files;
    }

    /** Files that came after one snapshot up to another; empty if more than appends and compactions lies between. */
    Optional<List<TouchFile>> added(long fromExclusive, long to) {
        if (fromExclusive == 0) {
            return Optional.of(files(to));
        }
        List<TouchFile> files = new ArrayList<>();
        @Nullable Snapshot at = to == 0 ? null : require(to);
        while (at != null && at.snapshotId() != fromExclusive) {
            switch (String.valueOf(at.operation())) {
                case DataOperations.APPEND -> files.addAll(appended(at));
                case DataOperations.REPLACE -> {}
                default -> {
                    return Optional.empty();
                }
            }
            Long parent = at.parentId();
            at = parent == null ? null : table.snapshot(parent);
        }
        return at == null
                ? Optional.empty()
                : Optional.of(files.stream().sorted(IN_TIME).toList());
    }

    /** The latest journal position that a snapshot on the way to the current one carries. */
    Optional<JournalPosition> journalPosition() {
        @Nullable Snapshot at = table.currentSnapshot();
        while (at != null) {
            Optional<JournalPosition> found = journalPosition(at);
            if (found.isPresent()) {
                return found;
            }
            Long parent = at.parentId();
            at = parent == null ? null : table.snapshot(parent);
        }
        return Optional.empty();
    }

    /** Whether another engine has committed since and left the position out, so that an older snapshot carries it. */
    boolean hidesJournalPosition() {
        Snapshot current = table.currentSnapshot();
        return current != null
                && journalPosition(current).isEmpty()
                && journalPosition().isPresent();
    }

    private static Optional<JournalPosition> journalPosition(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return summary == null ? Optional.empty() : JournalPosition.in(summary);
    }

    private List<TouchFile> appended(Snapshot snapshot) {
        List<TouchFile> files = new ArrayList<>();
        SnapshotChanges.builderFor(table)
                .snapshot(snapshot)
                .build()
                .addedDataFiles()
                .forEach(file -> files.add(touchFile(file)));
        return files;
    }

    /** Whether a snapshot can be read; that of an empty table always can. */
    boolean isThere(long snapshot) {
        return snapshot == 0 || table.snapshot(snapshot) != null;
    }

    private Snapshot require(long snapshot) {
        Snapshot found = table.snapshot(snapshot);
        if (found == null) {
            throw new TidebankException(
                    LakeError.LAKE_SNAPSHOT_NOT_FOUND,
                    "No snapshot %d in %s: it has expired or never was".formatted(snapshot, table.name()));
        }
        return found;
    }

    TouchFile touchFile(DataFile file) {
        LocalDate day = LocalDate.ofEpochDay(file.partition().get(0, Integer.class));
        NestedField time = table.schema().findField(TouchSchema.TIME);
        long midnight = day.toEpochDay() * DAY_MICROS;
        return new TouchFile(
                LakePaths.path(file.location()).toString(),
                day,
                file.recordCount(),
                file.fileSizeInBytes(),
                micros(time, file.lowerBounds(), midnight),
                micros(time, file.upperBounds(), midnight + DAY_MICROS - 1),
                FileMetrics.NONE);
    }

    private static long micros(NestedField time, @Nullable Map<Integer, ByteBuffer> bounds, long unknown) {
        ByteBuffer bound = bounds == null ? null : bounds.get(time.fieldId());
        return bound == null ? unknown : Conversions.<Long>fromByteBuffer(time.type(), bound);
    }

    static TidebankException deletes(DataFile file) {
        return new TidebankException(
                LakeError.LAKE_HAS_DELETE_FILES,
                "%s has row-level deletes by another engine. Rewrite the table's data files there, then try again"
                        .formatted(LakePaths.path(file.location())));
    }
}
