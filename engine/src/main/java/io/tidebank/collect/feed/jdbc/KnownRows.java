package io.tidebank.collect.feed.jdbc;

import io.tidebank.collect.feed.jdbc.rows.Place;
import io.tidebank.collect.feed.jdbc.rows.Row;
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
    private static final String COLUMNS = "(row_key VARCHAR, watermark VARCHAR, document VARCHAR)";

    /** A table of which more than that is gone at once may be on its way to be filled anew. */
    private static final double SUDDEN = 0.2;

    private final DuckDb duckDb;
    private final Connection connection;

    /** @param file made if it is not there */
    KnownRows(Path file, EngineSettings settings, Instant now) {
        this.duckDb = DuckDb.file(file, settings);
        try {
            duckDb.execute(
                    "CREATE TABLE IF NOT EXISTS known " + COLUMNS,
                    "CREATE TABLE IF NOT EXISTS gone " + COLUMNS,
                    "CREATE TABLE IF NOT EXISTS doubted (row_key VARCHAR)",
                    "CREATE TABLE IF NOT EXISTS compared (millis BIGINT)",
                    "INSERT INTO compared SELECT %d WHERE NOT EXISTS (FROM compared)".formatted(now.toEpochMilli()));
            this.connection = duckDb.connect();
        } catch (RuntimeException e) {
            duckDb.close();
            throw e;
        }
    }

    /** Notes rows that are about to be told. */
    void note(List<Row> rows) {
        append("known", rows);
    }

    /** Where the rows of a table come from. */
    interface Rows {
        /** Some more; none at the end. */
        List<Row> next() throws SQLException;
    }

    /**
     * Compares what is known with all rows that are there. A row is gone when it is missing; but where many are missing that
     * were there the time before, they are only doubted, and gone when they are missing the next time, too.
     *
     * @throws SQLException of the rows; nothing has changed then
     */
    void compare(Rows rows, Instant now) throws SQLException {
        duckDb.execute("CREATE OR REPLACE TABLE present " + COLUMNS);
        for (List<Row> next = rows.next(); !next.isEmpty(); next = rows.next()) {
            append("present", next);
        }
        duckDb.execute(
                """
                CREATE OR REPLACE TABLE missing AS \
                SELECT row_key, max_by(watermark, rowid) AS watermark, max_by(document, rowid) AS document FROM known \
                WHERE row_key NOT IN (SELECT row_key FROM present) GROUP BY row_key""",
                """
                CREATE OR REPLACE TABLE spared AS SELECT row_key FROM missing \
                WHERE row_key NOT IN (SELECT row_key FROM doubted) AND \
                (SELECT count(*) FROM missing WHERE row_key NOT IN (SELECT row_key FROM doubted)) \
                > (SELECT count(DISTINCT row_key) FROM known) * %s""".formatted(SUDDEN),
                "BEGIN",
                """
                INSERT INTO gone SELECT * FROM missing WHERE row_key NOT IN (SELECT row_key FROM spared) \
                AND row_key NOT IN (SELECT row_key FROM gone)""",
                "INSERT INTO present SELECT * FROM missing WHERE row_key IN (SELECT row_key FROM spared)",
                "DELETE FROM doubted",
                "INSERT INTO doubted FROM spared",
                "DROP TABLE known",
                "ALTER TABLE present RENAME TO known",
                "DELETE FROM compared",
                "INSERT INTO compared VALUES (%d)".formatted(now.toEpochMilli()),
                "COMMIT");
    }

    /** When it was last compared, or made. */
    Instant comparedAt() {
        return Instant.ofEpochMilli(number("SELECT max(millis) FROM compared"));
    }

    /** How many rows were missing the last time, and are not gone yet. */
    long doubted() {
        return number("SELECT count(*) FROM doubted");
    }

    private long number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Some rows that are gone; none if that was told of all. */
    List<Row> gone(int most) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT row_key, watermark, document FROM gone ORDER BY row_key LIMIT " + most)) {
            List<Row> gone = new ArrayList<>();
            while (rows.next()) {
                ObjectNode document = (ObjectNode) JSON.readTree(rows.getString(3));
                gone.add(new Row(new Place(rows.getString(2), key(rows.getString(1))), document));
            }
            return gone;
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Forgets rows that are gone, and that this was told of. */
    void told(List<Row> gone) {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM gone WHERE row_key = ?")) {
            for (Row row : gone) {
                delete.setString(1, text(row.place()));
                delete.execute();
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private static String text(Place place) {
        return JSON.writeValueAsString(place.key());
    }

    private static List<String> key(String text) {
        List<String> key = new ArrayList<>();
        JSON.readTree(text).forEach(value -> key.add(value.asString()));
        return key;
    }

    private void append(String table, List<Row> rows) {
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("main", table)) {
            for (Row row : rows) {
                appender.beginRow();
                appender.append(text(row.place()));
                appender.append(row.place().watermark());
                appender.append(row.document().toString());
                appender.endRow();
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
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
