package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.LakePaths;
import io.tidebank.lake.iceberg.StagedFiles;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/** Writes data files for a table, from new rows or from rows that it has already, and throws them away again. */
final class TouchWork {

    private final TouchKinds kinds;
    private final EngineSettings settings;
    private final StagedFiles staged = new StagedFiles();

    TouchWork(TouchKinds kinds, EngineSettings settings) {
        this.kinds = kinds;
        this.settings = settings;
    }

    List<TouchFile> write(Table table, Connection duckDb, String select, Progress progress) {
        Path folder = LakePaths.path(table.location()).resolve("data");
        return new TouchFileWriter(table.schema(), folder, kinds, staged)
                .write(duckDb, select, settings.threads(), progress);
    }

    /** Writes anew those rows of files for which a condition holds. */
    List<TouchFile> rewrite(Table table, Collection<DataFile> files, String condition, Progress progress) {
        SnapshotLog log = new SnapshotLog(table);
        List<String> columns =
                table.schema().columns().stream().map(NestedField::name).toList();
        String scan = new ScanSql(table.schema())
                .select(files.stream().map(log::touchFile).toList(), columns);
        try (DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            return write(table, connection, "SELECT * FROM (%s) AS rows WHERE %s".formatted(scan, condition), progress);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Deletes files that were written here and not committed; others are left alone. */
    void discard(Table table, List<TouchFile> files) {
        for (TouchFile file : files) {
            if (staged.release(Path.of(file.path()))) {
                table.io().deleteFile(file.path());
            }
        }
    }

    /**
     * Commits written files. A refused commit throws them away; when nobody knows, they are left to the clean-up, which
     * looks at what the table names.
     */
    long commit(Table table, List<TouchFile> files, LongSupplier commit) {
        try {
            return commit.getAsLong();
        } catch (TidebankException e) {
            if (e.code() == LakeError.LAKE_CHANGED_MEANWHILE) {
                discard(table, files);
            }
            throw e;
        } finally {
            release(files);
        }
    }

    /** Claims files no longer: they are the table's now, or nobody's. */
    void release(List<TouchFile> files) {
        files.forEach(file -> staged.release(Path.of(file.path())));
    }

    StagedFiles staged() {
        return staged;
    }

    static DataFile dataFile(Table table, TouchFile file) {
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
