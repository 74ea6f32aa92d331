package io.tidebank.lake;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import io.tidebank.sql.WatchedStatement;
import io.tidebank.touch.TouchKinds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows of one stage, sorted once into a passing database, which spills to scratch when memory is short.
 *
 * <p>A partitioned COPY straight from the sort looks simpler and is neither faster nor right: its threads append to the
 * day's file in the order in which they finish, so that runs of rows change places. From the sorted rows each day is
 * one cheap range, and ranges are written side by side.
 */
final class SortedRows implements AutoCloseable {

    /** Rows per file at most: some 256 MB. */
    static final long ROWS_PER_FILE = 8_000_000;

    /** A range of rows that becomes one file. */
    record Slice(LocalDate day, long fromRow, long toRow, long firstMicros, long lastMicros) {

        long rows() {
            return toRow - fromRow;
        }
    }

    private final Connection connection;
    private final String database = "stage_" + UUID.randomUUID().toString().replace("-", "");

    private SortedRows(Connection connection) {
        this.connection = connection;
    }

    static SortedRows sort(Connection connection, String select, TouchKinds kinds, Progress progress)
            throws SQLException {
        SortedRows rows = new SortedRows(connection);
        rows.execute("ATTACH ':memory:' AS " + rows.database);
        try {
            rows.execute("SET preserve_insertion_order = true");
            rows.execute("SET enable_progress_bar = true");
            rows.execute("SET enable_progress_bar_print = false");
            try (Statement statement = connection.createStatement()) {
                new WatchedStatement(statement, progress, "Reading and sorting")
                        .execute("CREATE TABLE %s AS SELECT * FROM (%s) AS unsorted ORDER BY %s"
                                .formatted(rows.table(), select, order(kinds)));
            }
            return rows;
        } catch (SQLException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** The order of touches everywhere. An unknown kind has code -1 and so comes first. */
    private static String order(TouchKinds kinds) {
        String names =
                kinds.all().stream().map(kind -> DuckDb.literal(kind.kind())).collect(joining(", "));
        return "occurred_at, TRY_CAST(kind AS ENUM(%s)) NULLS FIRST, source, touch_id".formatted(names);
    }

    String table() {
        return database + ".main.touch";
    }

    /** Column names and their types in DuckDB. */
    Map<String, String> columns() throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE " + table())) {
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
        }
        return columns;
    }

    /** The files to write, in time order: each day in as many parts as its size asks for. */
    List<Slice> slices() throws SQLException {
        List<Slice> slices = new ArrayList<>();
        for (Slice day : slices("true", "(occurred_at AT TIME ZONE 'UTC')::DATE")) {
            if (day.rows() <= ROWS_PER_FILE) {
                slices.add(day);
            } else {
                slices.addAll(slices(
                        "rowid >= %d AND rowid < %d".formatted(day.fromRow(), day.toRow()),
                        "(rowid - %d) // %d".formatted(day.fromRow(), ROWS_PER_FILE)));
            }
        }
        return slices;
    }

    private List<Slice> slices(String condition, String part) throws SQLException {
        String sql = """
                SELECT
                    min((occurred_at AT TIME ZONE 'UTC')::DATE),
                    min(rowid), max(rowid) + 1,
                    epoch_us(min(occurred_at)), epoch_us(max(occurred_at))
                FROM %s WHERE %s GROUP BY %s ORDER BY 2
                """.formatted(table(), condition, part);
        List<Slice> slices = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                LocalDate day = rows.getObject(1, LocalDate.class);
                if (day == null) {
                    throw new TidebankException(
                            LakeError.LAKE_TOUCH_INCOMPLETE,
                            "%d touches have no occurred_at".formatted(rows.getLong(3) - rows.getLong(2)));
                }
                slices.add(new Slice(day, rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        return slices;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("DETACH " + database);
    }
}
