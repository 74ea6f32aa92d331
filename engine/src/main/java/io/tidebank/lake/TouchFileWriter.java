package io.tidebank.lake;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.DiskSync;
import io.tidebank.lake.iceberg.FileMetrics;
import io.tidebank.lake.iceberg.StagedFiles;
import io.tidebank.lake.iceberg.TouchSchema;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchKinds;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Writes rows as data files of the touch table: sorted, a UTC day per file, field ids inside, forced to the disk. */
final class TouchFileWriter {

    private final Schema schema;
    private final Path dataFolder;
    private final TouchKinds kinds;
    private final StagedFiles staged;
    private final FileStatistics statistics;

    TouchFileWriter(Schema schema, Path dataFolder, TouchKinds kinds, StagedFiles staged) {
        this.schema = schema;
        this.dataFolder = dataFolder;
        this.kinds = kinds;
        this.staged = staged;
        this.statistics = new FileStatistics(schema);
    }

    /** Writes the rows of a SELECT and claims the files; on any failure none of them is left. */
    List<TouchFile> write(Connection connection, String select, int threads, Progress progress) {
        try (SortedRows rows = SortedRows.sort(connection, select, kinds, progress)) {
            String copy = copy(rows.table(), fields(rows.columns()));
            List<SortedRows.Slice> slices = rows.slices();
            List<Path> paths = paths(slices);
            staged.claim(paths);
            try {
                makeFolders(paths);
                ParallelCopies.Copy file = (statement, i) -> file(statement, copy, slices.get(i), paths.get(i));
                List<TouchFile> files = new ParallelCopies(connection, slices, progress, file).run(threads);
                DiskSync.files(paths);
                return files;
            } catch (IOException | SQLException | RuntimeException e) {
                paths.forEach(this::drop);
                throw e;
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw new TidebankException(LakeError.LAKE_FAILED, "Data files cannot be written: " + reason(e), e);
        }
    }

    /** Java names the file and leaves out what is wrong with it. */
    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied: " + e.getMessage() : e.toString();
    }

    /** The table's columns that the rows have. All faults are told together. */
    private List<NestedField> fields(Map<String, String> columns) {
        List<String> faults = new ArrayList<>();
        List<NestedField> fields = new ArrayList<>();
        for (NestedField field : schema.columns()) {
            if (columns.containsKey(field.name())) {
                fields.add(field);
            } else if (field.isRequired()) {
                faults.add("column '%s' is missing".formatted(field.name()));
            }
        }
        for (String column : columns.keySet()) {
            if (schema.findField(column) == null) {
                faults.add("touch has no column '%s'".formatted(column));
            }
        }
        String time = columns.getOrDefault(TouchSchema.TIME, "");
        if (!time.isEmpty() && !time.equals("TIMESTAMP WITH TIME ZONE")) {
            faults.add("occurred_at is %s and not TIMESTAMP WITH TIME ZONE".formatted(time));
        }
        if (!faults.isEmpty()) {
            throw new TidebankException(
                    LakeError.LAKE_COLUMNS_WRONG, "These rows are no touches: " + String.join("; ", faults));
        }
        return fields;
    }

    private List<Path> paths(List<SortedRows.Slice> slices) {
        String batch = UUID.randomUUID().toString();
        List<Path> paths = new ArrayList<>();
        for (SortedRows.Slice slice : slices) {
            Path folder = dataFolder.resolve(TouchSchema.PARTITION + "=" + slice.day());
            paths.add(folder.resolve("%s-%05d.parquet".formatted(batch, paths.size())));
        }
        return paths;
    }

    private static void makeFolders(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.createDirectories(DiskSync.folder(file));
        }
    }

    /** The COPY of a range of rows, with places for its first row, the row after its last, and the path. */
    private static String copy(String table, List<NestedField> fields) {
        String columns = fields.stream()
                .map(field -> "%1$s::%2$s AS %1$s"
                        .formatted(TouchSchema.quoted(field.name()), TouchSchema.duckDb(field.type())))
                .collect(joining(", "));
        String ids = fields.stream()
                .map(field -> TouchSchema.quoted(field.name()) + ": " + ids(field.type(), field.fieldId()))
                .collect(joining(", "));
        return ("COPY (SELECT " + columns + " FROM " + table).replace("%", "%%")
                + " WHERE rowid >= %d AND rowid < %d) TO %s (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, FIELD_IDS {"
                + ids.replace("%", "%%")
                + "}, RETURN_STATS true)";
    }

    private static String ids(Type type, int id) {
        return switch (type) {
            case Types.ListType list ->
                "{__duckdb_field_id: %d, element: %s}".formatted(id, ids(list.elementType(), list.elementId()));
            case Types.StructType struct ->
                struct.fields().stream()
                        .map(field ->
                                ", " + TouchSchema.quoted(field.name()) + ": " + ids(field.type(), field.fieldId()))
                        .collect(joining("", "{__duckdb_field_id: " + id, "}"));
            default -> Integer.toString(id);
        };
    }

    private TouchFile file(Statement statement, String copy, SortedRows.Slice slice, Path path) throws SQLException {
        String sql = copy.formatted(slice.fromRow(), slice.toRow(), DuckDb.literal(path.toString()));
        try (ResultSet written = statement.executeQuery(sql)) {
            return written(written, slice, path);
        }
    }

    private TouchFile written(ResultSet row, SortedRows.Slice slice, Path path) throws SQLException {
        if (!row.next() || row.getLong("count") != slice.rows()) {
            throw new IllegalStateException("Rows were lost or added between sort and file " + path);
        }
        FileMetrics metrics = statistics.metrics(slice, columns(row.getObject("column_statistics")));
        long bytes = row.getLong("file_size_bytes");
        return new TouchFile(
                path.toString(), slice.day(), slice.rows(), bytes, slice.firstMicros(), slice.lastMicros(), metrics);
    }

    private static Map<String, Map<String, String>> columns(Object statistics) {
        Map<String, Map<String, String>> columns = new HashMap<>();
        ((Map<?, ?>) statistics).forEach((column, values) -> {
            Map<String, String> named = new HashMap<>();
            ((Map<?, ?>) values).forEach((name, value) -> named.put(String.valueOf(name), String.valueOf(value)));
            columns.put(String.valueOf(column), named);
        });
        return columns;
    }

    private void drop(Path path) {
        staged.release(path);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // An orphan by now, which the next clean-up finds; the failure that led here matters more.
            System.getLogger(TouchFileWriter.class.getName())
                    .log(System.Logger.Level.WARNING, "Data file is left behind: " + path, e);
        }
    }
}
