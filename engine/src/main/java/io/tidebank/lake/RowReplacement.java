package io.tidebank.lake;

import io.tidebank.lake.TouchTable.Replacement;
import io.tidebank.lake.TouchTable.Replacement.Plan;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows out of the table, those of one import or those for which others come, in one commit: a kill leaves the old
 * rows or the new ones. Files that hold nothing else go, the others are written anew.
 */
final class RowReplacement {

    private static final String COLUMN = "import_id";

    private final TableCommits commits;
    private final TouchWork work;

    RowReplacement(TableCommits commits, TouchWork work) {
        this.commits = commits;
        this.work = work;
    }

    /** Returns the snapshot without those rows: the current one if there are none. */
    long removeImport(String importId, Map<String, String> summary) {
        return commits.replanned(() -> remove(importId, summary));
    }

    private long remove(String importId, Map<String, String> summary) {
        Table seen = commits.view();
        SnapshotLog log = new SnapshotLog(seen);
        List<DataFile> touched = log.dataFiles(log.current(), Expressions.equal(COLUMN, importId));
        if (touched.isEmpty()) {
            return log.current();
        }
        List<DataFile> mixed = new ArrayList<>(touched);
        mixed.removeIf(file -> holdsOnly(seen.schema().findField(COLUMN), file, importId));
        List<TouchFile> rest = mixed.isEmpty()
                ? List.of()
                : work.rewrite(seen, mixed, COLUMN + " IS DISTINCT FROM " + DuckDb.literal(importId), Progress.NONE);
        return work.commit(
                seen,
                rest,
                () -> commits.alone(table -> {
                    OverwriteFiles overwrite = table.newOverwrite().validateWith(stillAt(log.current()));
                    touched.forEach(overwrite::deleteFile);
                    rest.forEach(file -> overwrite.addFile(TouchWork.dataFile(table, file)));
                    return commits.commit(overwrite, summary);
                }));
    }

    /** Returns the snapshot with the new rows: the current one if there are none. */
    long replace(Replacement replacement, Map<String, String> summary) {
        return commits.replanned(() -> planned(replacement, summary));
    }

    private long planned(Replacement replacement, Map<String, String> summary) {
        Table seen = commits.view();
        SnapshotLog log = new SnapshotLog(seen);
        Plan plan = replacement.plan(log.current());
        if (plan == null) {
            return log.current();
        }
        List<DataFile> touched = log.dataFiles(
                log.current(),
                Expressions.and(
                        Expressions.equal("kind", replacement.kind()),
                        Expressions.startsWith("import_id", replacement.importPrefix())));
        List<TouchFile> written = new ArrayList<>(plan.added());
        try {
            written.addAll(work.rewrite(seen, touched, "(%s) IS NOT TRUE".formatted(plan.gone()), Progress.NONE));
        } catch (RuntimeException e) {
            work.discard(seen, plan.added());
            throw e;
        }
        return work.commit(
                seen,
                written,
                () -> commits.alone(table -> {
                    OverwriteFiles overwrite = table.newOverwrite().validateWith(stillAt(log.current()));
                    touched.forEach(overwrite::deleteFile);
                    written.forEach(file -> overwrite.addFile(TouchWork.dataFile(table, file)));
                    return commits.commit(overwrite, summary);
                }));
    }

    /** True if the file's own bounds say so; undecided counts as false. */
    private static boolean holdsOnly(NestedField column, DataFile file, String importId) {
        Long nulls = at(file.nullValueCounts(), column);
        return nulls != null
                && nulls == 0
                && importId.equals(text(at(file.lowerBounds(), column)))
                && importId.equals(text(at(file.upperBounds(), column)));
    }

    private static <T> @Nullable T at(@Nullable Map<Integer, T> metrics, NestedField column) {
        return metrics == null ? null : metrics.get(column.fieldId());
    }

    private static @Nullable String text(@Nullable ByteBuffer bound) {
        return bound == null
                ? null
                : Conversions.fromByteBuffer(StringType.get(), bound).toString();
    }

    /**
     * A commit meanwhile that did more than append may have moved the rows into other files, so the work has to be planned
     * again. Live sources append every few seconds; that moves nothing.
     */
    private static SnapshotAncestryValidator stillAt(long snapshot) {
        return new SnapshotAncestryValidator() {
            @Override
            public boolean validate(Iterable<Snapshot> ancestors) {
                for (Snapshot ancestor : ancestors) {
                    if (ancestor.snapshotId() == snapshot) {
                        return true;
                    }
                    if (!DataOperations.APPEND.equals(ancestor.operation())) {
                        return false;
                    }
                }
                return false;
            }

            @Override
            public String errorMessage() {
                return "more than appends came after snapshot " + snapshot;
            }
        };
    }
}
