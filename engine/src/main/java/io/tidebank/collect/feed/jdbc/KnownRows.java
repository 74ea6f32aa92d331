package io.tidebank.collect.feed.jdbc;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a table that were read, in a file of their own: each one's key, its watermark, and the columns that its
 * deletion is told with. Rows that are in it and no more in the table are gone; they wait here until that was told.
 */
final class KnownRows implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = "(keys VARCHAR, mark VARCHAR, row VARCHAR)";

    private final DuckDb duckDb;
    private final Connection connection;

    /** @param file made if it is not there */
    KnownRows(Path file, EngineSettings settings, Instant now) {
        this.duckDb = DuckDb.file(file, settings);
        this.connection = duckDb.connect();
        try {
            execute("CREATE TABLE IF NOT EXISTS known " + COLUMNS);
            execute("CREATE TABLE IF NOT EXISTS gone " + COLUMNS);
            execute("CREATE TABLE IF NOT EXISTS compared (at BIGINT)");
            if (comparedAt().equals(Instant.EPOCH)) {
                compared(now);
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Notes rows that are about to be told. */
    void note(List<Row> rows) {
        try {
            append("known", rows);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Where the rows of a table come from. */
    interface Rows {
        /** Some more; none at the end. */
        List<Row> next() throws SQLException;
    }

    /**
     * Compares what is known with all rows that are there.
     *
     * @throws SQLException of the rows; nothing has changed then
     */
    void compare(Rows rows, Instant now) throws SQLException {
        execute("CREATE OR REPLACE TEMP TABLE present " + COLUMNS);
        for (List<Row> next = rows.next(); !next.isEmpty(); next = rows.next()) {
            append("present", next);
        }
        try {
            connection.setAutoCommit(false);
            execute("""
                    INSERT INTO gone SELECT keys, max_by(mark, rowid), max_by(row, rowid) FROM known \
                    WHERE keys NOT IN (SELECT keys FROM present) AND keys NOT IN (SELECT keys FROM gone) GROUP BY keys""");
            execute("CREATE OR REPLACE TABLE known AS SELECT * FROM present");
            compared(now);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw DuckDb.broken(e);
        } finally {
            connection.setAutoCommit(true);
        }
        execute("DROP TABLE present");
    }

    /** When it was last compared, or made. */
    Instant comparedAt() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT at FROM compared")) {
            return row.next() ? Instant.ofEpochMilli(row.getLong(1)) : Instant.EPOCH;
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private void compared(Instant now) throws SQLException {
        execute("DELETE FROM compared");
        execute("INSERT INTO compared VALUES (%d)".formatted(now.toEpochMilli()));
    }

    /** Some rows that are gone; none if that was told of all. */
    List<Row> gone(int most) {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT keys, mark, row FROM gone ORDER BY keys LIMIT " + most)) {
            List<Row> gone = new ArrayList<>();
            while (rows.next()) {
                ObjectNode document = (ObjectNode) JSON.readTree(rows.getString(3));
                gone.add(new Row(Place.read(rows.getString(2), rows.getString(1)), document));
            }
            return gone;
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Forgets rows that are gone, and that this was told of. */
    void told(List<Row> gone) {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM gone WHERE keys = ?")) {
            for (Row row : gone) {
                delete.setString(1, row.place().keys());
                delete.execute();
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private void append(String table, List<Row> rows) throws SQLException {
        String schema = table.equals("present") ? "temp" : "main";
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender(schema, table)) {
            for (Row row : rows) {
                appender.beginRow();
                appender.append(row.place().keys());
                appender.append(row.place().watermark());
                appender.append(row.document().toString());
                appender.endRow();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (duckDb) {
            connection.close();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }
}
