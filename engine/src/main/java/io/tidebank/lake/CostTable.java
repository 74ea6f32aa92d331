package io.tidebank.lake;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.CostSchema;
import io.tidebank.lake.iceberg.DiskSync;
import io.tidebank.lake.iceberg.LakePaths;
import io.tidebank.lake.iceberg.StagedFiles;
import io.tidebank.lake.iceberg.TouchSchema;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * What the touchpoints of one brand cost: an Iceberg table of every row of every report, a file per import. It is small,
 * some rows for each day and campaign, so it has no partitions. The table is made when something is first written.
 */
public final class CostTable {

    /** Its name in the brand's namespace. */
    public static final String NAME = "cost_report";

    /** Names of its columns. */
    public static final List<String> COLUMNS =
            CostSchema.schema().columns().stream().map(NestedField::name).toList();

    /** What a later report replaces the cost of. */
    public static final List<String> KEY =
            List.of("source", "day", "touchpoint", "play_id", "campaign", "ad_group", "creative");

    /** So many files are as well one. */
    private static final int MANY_FILES = 16;

    private final Place place;
    private final String current;
    private final EngineSettings settings;
    private final StagedFiles staged = new StagedFiles();
    private @Nullable TableCommits open;

    /** Where the table lies. */
    interface Place {
        boolean isTaken();

        /** Opens the table; makes it if it is not there. */
        TableCommits open();
    }

    /** A file that no snapshot names yet. */
    public record CostFile(String path, long rows, long bytes) {}

    /** @param current the SELECT of what holds now, over {@code cost_report} */
    CostTable(Place place, String current, EngineSettings settings) {
        this.place = place;
        this.current = current;
        this.settings = settings;
    }

    /** Whether rows of two relations tell of the same key, as a condition in SQL. */
    public static String sameKey(String left, String right) {
        return KEY.stream()
                .map(column -> "%1$s.%3$s IS NOT DISTINCT FROM %2$s.%3$s".formatted(left, right, column))
                .collect(joining(" AND "));
    }

    private synchronized TableCommits made() {
        TableCommits commits = open;
        if (commits == null) {
            commits = place.open();
            open = commits;
        }
        return commits;
    }

    private synchronized Optional<TableCommits> found() {
        return open != null || place.isTaken() ? Optional.of(made()) : Optional.empty();
    }

    /** Writes the rows of a SELECT with the table's columns as a file; empty if there are none. */
    public Optional<CostFile> stage(Connection duckDb, String select) {
        Table table = made().view();
        Path path = LakePaths.path(table.location()).resolve("data").resolve(UUID.randomUUID() + ".parquet");
        staged.claim(List.of(path));
        try (Statement statement = duckDb.createStatement()) {
            DiskSync.makeFolder(DiskSync.folder(path));
            long rows = statement.executeUpdate(copy(table, select, path));
            if (rows == 0) {
                drop(path);
                return Optional.empty();
            }
            DiskSync.files(List.of(path));
            return Optional.of(new CostFile(path.toString(), rows, Files.size(path)));
        } catch (SQLException e) {
            drop(path);
            throw DuckDb.broken(e);
        } catch (IOException e) {
            drop(path);
            throw new TidebankException(LakeError.LAKE_FAILED, "Costs cannot be written: " + e, e);
        }
    }

    private static String copy(Table table, String select, Path path) {
        String columns = table.schema().columns().stream()
                .map(field -> "%1$s::%2$s AS %1$s"
                        .formatted(TouchSchema.quoted(field.name()), TouchSchema.duckDb(field.type())))
                .collect(joining(", "));
        String ids = table.schema().columns().stream()
                .map(field -> "%s: %d".formatted(TouchSchema.quoted(field.name()), field.fieldId()))
                .collect(joining(", "));
        return "COPY (SELECT %s FROM (%s) AS rows ORDER BY day, touchpoint, line_id) TO %s (FORMAT parquet, COMPRESSION zstd, FIELD_IDS {%s})"
                .formatted(columns, select, DuckDb.literal(path.toString()), ids);
    }

    /** Deletes a file that was staged here and not committed. */
    public void discard(CostFile file) {
        drop(Path.of(file.path()));
    }

    private void drop(Path path) {
        if (staged.release(path)) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // An orphan by now, which the next clean-up finds.
                System.getLogger(CostTable.class.getName())
                        .log(System.Logger.Level.WARNING, "Data file is left behind: " + path, e);
            }
        }
    }

    /** Makes a staged file part of the table, and returns the new snapshot, which carries the properties. */
    public long append(CostFile file, Map<String, String> summary) {
        TableCommits commits = made();
        return commits.alone(table -> {
            AppendFiles append = table.newAppend();
            append.appendFile(dataFile(table, file));
            long snapshot = commits.commit(append, summary);
            staged.release(Path.of(file.path()));
            return snapshot;
        });
    }

    /** The id of the current snapshot, 0 while there is none. */
    public long snapshot() {
        return found().map(commits -> new SnapshotLog(commits.view()).current()).orElse(0L);
    }

    /** Every snapshot that is still there, oldest first. */
    public List<SnapshotInfo> snapshots() {
        return found().map(commits -> new SnapshotLog(commits.view()).all()).orElse(List.of());
    }

    /** The SELECT of all rows there are now. */
    public String scan() {
        return found().map(TableCommits::view)
                .map(table -> new ScanSql(table.schema()).selectFrom(paths(files(table)), COLUMNS))
                .orElseGet(() -> new ScanSql(CostSchema.schema()).selectFrom(List.of(), COLUMNS));
    }

    /**
     * Makes two passing views on a connection: {@code cost_report}, every row of every report, and {@code cost}, what holds
     * of them. What a cost is, is said here and nowhere else.
     */
    public void show(Connection duckDb) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP VIEW %s AS %s".formatted(NAME, scan()));
            statement.execute("CREATE OR REPLACE TEMP VIEW cost AS " + current);
        }
    }

    /** Removes the rows of one import in one commit, and returns the snapshot without them. */
    public long deleteImport(String importId) {
        Optional<TableCommits> commits = found();
        return commits.isEmpty() ? 0 : commits.get().alone(table -> delete(commits.get(), table, importId));
    }

    private long delete(TableCommits commits, Table table, String importId) {
        List<DataFile> holding = holding(table, importId);
        if (holding.isEmpty()) {
            return new SnapshotLog(table).current();
        }
        Optional<CostFile> rest = rewrite(table, holding, "import_id <> " + DuckDb.literal(importId));
        OverwriteFiles overwrite = table.newOverwrite();
        holding.forEach(overwrite::deleteFile);
        rest.ifPresent(file -> overwrite.addFile(dataFile(table, file)));
        return ended(rest, () -> commits.commit(overwrite, Map.of()));
    }

    private List<DataFile> holding(Table table, String importId) {
        List<DataFile> all = files(table);
        if (all.isEmpty()) {
            return all;
        }
        String sql = "SELECT DISTINCT filename FROM read_parquet(%s, filename = true) WHERE import_id = %s"
                .formatted(ScanSql.list(paths(all)), DuckDb.literal(importId));
        Set<Path> names = new HashSet<>();
        try (DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(Path.of(rows.getString(1)));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return all.stream()
                .filter(file -> names.contains(LakePaths.path(file.location())))
                .toList();
    }

    /** Merges the files into one where there are many. */
    public void compact() {
        found().ifPresent(commits -> commits.alone(table -> {
            List<DataFile> all = files(table);
            if (all.size() < MANY_FILES) {
                return 0L;
            }
            Optional<CostFile> one = rewrite(table, all, "true");
            RewriteFiles rewrite = table.newRewrite();
            all.forEach(rewrite::deleteFile);
            one.ifPresent(file -> rewrite.addFile(dataFile(table, file)));
            return ended(one, () -> commits.commit(rewrite, Map.of()));
        }));
    }

    private Optional<CostFile> rewrite(Table table, Collection<DataFile> files, String condition) {
        String rows = new ScanSql(table.schema()).selectFrom(paths(files), COLUMNS);
        try (DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            return stage(connection, "SELECT * FROM (%s) AS kept WHERE %s".formatted(rows, condition));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** When nobody knows whether a commit happened, its file is left to the clean-up, which looks at the table. */
    private long ended(Optional<CostFile> written, LongSupplier commit) {
        try {
            return commit.getAsLong();
        } catch (TidebankException e) {
            if (e.code() == LakeError.LAKE_CHANGED_MEANWHILE) {
                written.ifPresent(this::discard);
            }
            throw e;
        } finally {
            written.ifPresent(file -> staged.release(Path.of(file.path())));
        }
    }

    /** Forgets snapshots older than a moment, but for the last few, and deletes the files that only they needed. */
    public void expire(Instant olderThan, int keepLast) {
        found().ifPresent(commits -> new Expiry(commits).run(olderThan, keepLast));
    }

    /** Deletes files older than a moment that no snapshot names, and returns how many; staged files stay. */
    public int removeOrphans(Instant olderThan) {
        return found().map(commits -> new OrphanFiles(commits, staged).remove(olderThan))
                .orElse(0);
    }

    private static List<DataFile> files(Table table) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (!task.deletes().isEmpty()) {
                    throw SnapshotLog.deletes(task.file());
                }
                files.add(task.file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of %s cannot be listed".formatted(table.name()), e);
        }
        return files;
    }

    private static List<String> paths(Collection<DataFile> files) {
        return files.stream()
                .map(file -> LakePaths.path(file.location()).toString())
                .sorted()
                .toList();
    }

    private static DataFile dataFile(Table table, CostFile file) {
        return DataFiles.builder(table.spec())
                .withPath(LakePaths.location(Path.of(file.path())))
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withRecordCount(file.rows())
                .build();
    }
}
