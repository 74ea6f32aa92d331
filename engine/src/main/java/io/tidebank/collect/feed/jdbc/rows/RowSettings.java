package io.tidebank.collect.feed.jdbc.rows;

import io.tidebank.collect.feed.jdbc.rows.Watermark.Overlap;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a feed reads.
 *
 * @param from where they are
 * @param columns names of the columns to read; empty for all
 * @param watermark name of the column that grows when a row changes
 * @param key names of the columns that tell rows apart
 * @param overlap how far every round reads back
 * @param zone of dates and times that carry none; null if the feed's file does not say
 * @param json names of columns that hold JSON as text
 * @param deleted name of a column that is set in rows which count as deleted; null if there is none
 */
public record RowSettings(
        Relation from,
        List<String> columns,
        String watermark,
        List<String> key,
        Overlap overlap,
        @Nullable ZoneId zone,
        Set<String> json,
        @Nullable String deleted) {

    public RowSettings {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        json = Set.copyOf(json);
    }

    /** Where rows are read. */
    public sealed interface Relation {

        /** What its rows are named after. */
        String name();
    }

    /** @param path its name, behind that of its schema if that is not the usual one */
    public record Table(List<String> path) implements Relation {

        public Table {
            path = List.copyOf(path);
        }

        @Override
        public String name() {
            return String.join(".", path);
        }
    }

    /** @param sql a SELECT of one's own */
    public record Query(String name, String sql) implements Relation {}
}
