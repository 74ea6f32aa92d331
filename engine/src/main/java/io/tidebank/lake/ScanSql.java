package io.tidebank.lake;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.TouchSchema;
import io.tidebank.sql.DuckDb;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/** The SELECT that reads data files by field id, so that files written under an older schema fit the present one. */
final class ScanSql {

    private final Schema schema;

    ScanSql(Schema schema) {
        this.schema = schema;
    }

    String select(List<TouchFile> files, List<String> columns) {
        return selectFrom(files.stream().map(TouchFile::path).toList(), columns);
    }

    /** @param files absolute paths of the data files */
    String selectFrom(List<String> files, List<String> columns) {
        List<NestedField> fields = columns.stream().map(this::field).toList();
        if (fields.isEmpty()) {
            throw new TidebankException(LakeError.LAKE_COLUMNS_WRONG, "A scan reads at least one column");
        }
        return files.isEmpty() ? nothing(fields) : read(files, fields);
    }

    private NestedField field(String column) {
        NestedField field = schema.findField(column);
        if (field == null) {
            String there = schema.columns().stream().map(NestedField::name).collect(joining(", "));
            throw new TidebankException(
                    LakeError.LAKE_COLUMNS_WRONG, "No column '%s' in touch. There is: %s".formatted(column, there));
        }
        return field;
    }

    private static String nothing(List<NestedField> fields) {
        return fields.stream()
                .map(field -> "CAST(NULL AS %s) AS %s"
                        .formatted(TouchSchema.duckDb(field.type()), TouchSchema.quoted(field.name())))
                .collect(joining(", ", "SELECT ", " WHERE false"));
    }

    private static String read(List<String> files, List<NestedField> fields) {
        String names =
                fields.stream().map(field -> TouchSchema.quoted(field.name())).collect(joining(", "));
        return "SELECT %s FROM read_parquet(%s, hive_partitioning = false, schema = map {%s})"
                .formatted(
                        names, list(files), fields.stream().map(ScanSql::entry).collect(joining(", ")));
    }

    /** Paths as a list for {@code read_parquet}. */
    static String list(List<String> files) {
        return files.stream().map(file -> DuckDb.path(file)).collect(joining(", ", "[", "]"));
    }

    private static String entry(NestedField field) {
        return "%d: {name: %s, type: %s, default_value: NULL}"
                .formatted(
                        field.fieldId(),
                        DuckDb.literal(field.name()),
                        DuckDb.literal(TouchSchema.duckDb(field.type())));
    }
}
