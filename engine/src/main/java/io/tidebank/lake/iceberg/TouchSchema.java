package io.tidebank.lake.iceberg;

import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The touch table in Iceberg's words, and its columns in DuckDB's. */
public final class TouchSchema {

    /** When a touch occurred. */
    public static final String TIME = "occurred_at";
    /** The partition field: the UTC day of that. */
    public static final String PARTITION = "occurred_at_day";

    /** What no touch can be without: who sent it under which id, what it is and when. */
    private static final Set<String> REQUIRED = Set.of("touch_id", "source", TIME, "kind");

    private TouchSchema() {}

    /** The table's columns when it is made. */
    public static Schema schema() {
        List<NestedField> fields = new ArrayList<>();
        for (TouchColumn column : TouchColumns.ALL) {
            boolean optional = !REQUIRED.contains(column.name());
            fields.add(NestedField.of(column.fieldId(), optional, column.name(), iceberg(column.type())));
        }
        return new Schema(fields);
    }

    /** A partition per UTC day. */
    public static PartitionSpec partitions(Schema schema) {
        return PartitionSpec.builderFor(schema).day(TIME, PARTITION).build();
    }

    /** Told to other engines; within one moment Tidebank also sorts by kind rank, source and id. */
    public static SortOrder order(Schema schema) {
        return SortOrder.builderFor(schema).asc(TIME).build();
    }

    /** A column's type in Iceberg. */
    public static Type iceberg(TouchColumn.Type type) {
        return switch (type) {
            case STRING -> Types.StringType.get();
            case INT -> Types.IntegerType.get();
            case TIMESTAMP -> Types.TimestampType.withZone();
            case DECIMAL -> Types.DecimalType.of(18, 4);
            case IDENTIFIERS ->
                Types.ListType.ofOptional(
                        TouchColumns.IDS_ELEMENT,
                        Types.StructType.of(
                                NestedField.optional(TouchColumns.IDS_TYPE, "type", Types.StringType.get()),
                                NestedField.optional(TouchColumns.IDS_VALUE, "value", Types.StringType.get())));
        };
    }

    /** A column's type in DuckDB. */
    public static String duckDb(Type type) {
        return switch (type) {
            case Types.StringType ignored -> "VARCHAR";
            case Types.IntegerType ignored -> "INTEGER";
            case Types.LongType ignored -> "BIGINT";
            case Types.DoubleType ignored -> "DOUBLE";
            case Types.FloatType ignored -> "FLOAT";
            case Types.BooleanType ignored -> "BOOLEAN";
            case Types.DateType ignored -> "DATE";
            case Types.TimestampType timestamp ->
                timestamp.shouldAdjustToUTC() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
            case Types.DecimalType decimal -> "DECIMAL(%d,%d)".formatted(decimal.precision(), decimal.scale());
            case Types.ListType list -> duckDb(list.elementType()) + "[]";
            case Types.StructType struct -> {
                List<String> fields = new ArrayList<>();
                for (NestedField field : struct.fields()) {
                    fields.add(quoted(field.name()) + " " + duckDb(field.type()));
                }
                yield "STRUCT(" + String.join(", ", fields) + ")";
            }
            default -> "BLOB";
        };
    }

    /** A column name as a SQL identifier. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
