package io.tidebank.collect.feed.jdbc.rows;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.feed.jdbc.rows.RowSettings.Query;
import io.tidebank.collect.feed.jdbc.rows.RowSettings.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The statements by which rows are read. They hold quoted names and nothing that is a value. */
final class RowSql {

    private final JdbcDialect dialect;
    private final String quote;
    private final RowSettings rows;

    /** @param quote the mark around names, as the driver tells it */
    RowSql(JdbcDialect dialect, String quote, RowSettings rows) {
        this.dialect = dialect;
        this.quote = quote;
        this.rows = rows;
    }

    /** No rows, with all columns that there are. */
    String probe() {
        return "SELECT * FROM %s WHERE 1 = 0".formatted(relation());
    }

    /**
     * Rows in their order. Parameters: the latest watermark if there is one, then those of the start: the watermark, or
     * what {@link #seeks} tells.
     */
    String page(Start start, Limits limits) {
        List<String> conditions = new ArrayList<>();
        order().forEach(column -> conditions.add(name(column) + " IS NOT NULL"));
        if (limits.hasLatest()) {
            conditions.add(name(rows.watermark()) + " <= ?");
        }
        switch (start) {
            case Start.Beginning() -> {
                // All rows.
            }
            case Start.At(var watermark) -> conditions.add(name(rows.watermark()) + " >= ?");
            case Start.After(var place) -> conditions.add(after());
        }
        return "SELECT %s FROM %s WHERE %s ORDER BY %s LIMIT %d"
                .formatted(
                        columns(rows.columns()),
                        relation(),
                        String.join(" AND ", conditions),
                        order().stream().map(this::name).collect(joining(", ")),
                        limits.rows());
    }

    /**
     * How far a page goes.
     *
     * @param hasLatest whether rows from a clock that is ahead are left out
     * @param rows how many at most
     */
    record Limits(boolean hasLatest, int rows) {}

    /** Key, watermark and some more columns of all rows. */
    String keys(List<String> more) {
        return "SELECT %s FROM %s WHERE %s"
                .formatted(
                        columns(more.isEmpty() ? order() : more),
                        relation(),
                        order().stream()
                                .map(column -> name(column) + " IS NOT NULL")
                                .collect(joining(" AND ")));
    }

    /** Watermark and key: what rows are put in order by. */
    List<String> order() {
        List<String> order = new ArrayList<>();
        order.add(rows.watermark());
        order.addAll(rows.key());
        return order;
    }

    /** The positions in {@link #order} of the parameters of a start after some place. */
    List<Integer> seeks() {
        List<Integer> seeks = new ArrayList<>();
        if (dialect.seeksRows()) {
            for (int i = 0; i < order().size(); i++) {
                seeks.add(i);
            }
            return seeks;
        }
        seeks.add(0);
        for (int last = 0; last < order().size(); last++) {
            seeks.add(last);
            if (last < order().size() - 1) {
                seeks.add(last);
            }
        }
        return seeks;
    }

    /** {@code (w, k) > (?, ?)}; where that finds no index, {@code w >= ? AND (w > ? OR (w = ? AND (k > ?)))}. */
    private String after() {
        List<String> order = order().stream().map(this::name).toList();
        if (dialect.seeksRows()) {
            return "(%s) > (%s)"
                    .formatted(
                            String.join(", ", order),
                            order.stream().map(name -> "?").collect(joining(", ")));
        }
        StringBuilder after = new StringBuilder(order.getFirst()).append(" >= ? AND ");
        for (String name : order.subList(0, order.size() - 1)) {
            after.append("(%s > ? OR (%s = ? AND ".formatted(name, name));
        }
        return after.append("(%s > ?)".formatted(order.getLast()))
                .append("))".repeat(order.size() - 1))
                .toString();
    }

    private String columns(List<String> stated) {
        if (stated.isEmpty()) {
            return "*";
        }
        Set<String> all = new LinkedHashSet<>(order());
        String deleted = rows.deleted();
        if (deleted != null) {
            all.add(deleted);
        }
        all.addAll(stated);
        return all.stream().map(this::name).collect(joining(", "));
    }

    private String relation() {
        return switch (rows.from()) {
            case Table(var path) -> path.stream().map(this::name).collect(joining("."));
            // The line may end in a comment.
            case Query(var name, var sql) -> "(%s\n) AS feed_rows".formatted(sql);
        };
    }

    private String name(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
