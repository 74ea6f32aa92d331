package io.tidebank.lake.iceberg;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.iceberg.Metrics;

/**
 * What the table's readers prune by, per Iceberg field id.
 *
 * @param sizes compressed bytes
 * @param values values, nulls among them
 * @param nulls nulls
 * @param lower least values, or prefixes below them, in Iceberg's single-value form
 * @param upper greatest values, or prefixes above them
 */
public record FileMetrics(
        Map<Integer, Long> sizes,
        Map<Integer, Long> values,
        Map<Integer, Long> nulls,
        Map<Integer, ByteBuffer> lower,
        Map<Integer, ByteBuffer> upper) {

    /** Nothing known. */
    public static final FileMetrics NONE = new FileMetrics(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public FileMetrics {
        sizes = Map.copyOf(sizes);
        values = Map.copyOf(values);
        nulls = Map.copyOf(nulls);
        lower = Map.copyOf(lower);
        upper = Map.copyOf(upper);
    }

    /** The same for a commit. */
    public Metrics toIceberg(long rows) {
        return new Metrics(rows, sizes, values, nulls, Map.of(), lower, upper);
    }
}
