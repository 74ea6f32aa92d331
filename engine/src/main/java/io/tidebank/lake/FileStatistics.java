package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.FileMetrics;
import io.tidebank.lake.iceberg.TouchSchema;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/** Turns what DuckDB says about a file it wrote into what Iceberg's readers prune by. */
final class FileStatistics {

    /** Text columns whose bounds rule files out: lookups by import, order, person and source. */
    private static final Set<String> BOUNDED =
            Set.of("touch_id", "import_id", "source", "kind", "primary_id", "order_id");

    /** Longer bounds are cut, as Iceberg's own writers do. An import's id is kept whole: undo compares it. */
    private static final int BOUND_LENGTH = 64;

    private final Schema schema;

    FileStatistics(Schema schema) {
        this.schema = schema;
    }

    /**
     * The metrics of one file.
     *
     * @param columns for each column path, quoted and dotted, DuckDB's statistics by name
     */
    FileMetrics metrics(SortedRows.Slice slice, Map<String, Map<String, String>> columns) {
        Map<Integer, Long> sizes = new HashMap<>();
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        columns.forEach((path, statistics) -> {
            NestedField field = schema.findField(path.replace("\"", ""));
            if (field == null) {
                return;
            }
            count(sizes, field, statistics.get("column_size_bytes"));
            count(values, field, statistics.get("num_values"));
            count(nulls, field, statistics.get("null_count"));
            bound(lower, field, exact(statistics, "min"), UnicodeUtil::truncateStringMin);
            bound(upper, field, exact(statistics, "max"), UnicodeUtil::truncateStringMax);
        });
        requireValues(nulls);
        NestedField time = schema.findField(TouchSchema.TIME);
        lower.put(time.fieldId(), Conversions.toByteBuffer(time.type(), slice.firstMicros()));
        upper.put(time.fieldId(), Conversions.toByteBuffer(time.type(), slice.lastMicros()));
        return new FileMetrics(sizes, values, nulls, lower, upper);
    }

    private void requireValues(Map<Integer, Long> nulls) {
        for (NestedField field : schema.columns()) {
            long missing = nulls.getOrDefault(field.fieldId(), 0L);
            if (field.isRequired() && missing > 0) {
                throw new TidebankException(
                        LakeError.LAKE_TOUCH_INCOMPLETE,
                        "%d touches of one day have no %s".formatted(missing, field.name()));
            }
        }
    }

    private static void count(Map<Integer, Long> counts, NestedField field, @Nullable String number) {
        if (number != null) {
            counts.put(field.fieldId(), Long.valueOf(number));
        }
    }

    private static @Nullable String exact(Map<String, String> statistics, String bound) {
        return "true".equals(statistics.get(bound + "_is_exact")) ? statistics.get(bound) : null;
    }

    private static void bound(Map<Integer, ByteBuffer> bounds, NestedField field, @Nullable String value, Cut cut) {
        Type type = field.type();
        if (value == null || !BOUNDED.contains(field.name()) || !(type instanceof Types.StringType)) {
            return;
        }
        String kept = cut.to(value, BOUND_LENGTH);
        if (kept != null) {
            bounds.put(field.fieldId(), Conversions.toByteBuffer(type, kept));
        }
    }

    /** Shortens a bound so that it stays one; null if it cannot. */
    private interface Cut {
        @Nullable
        String to(String value, int length);
    }
}
