package io.tidebank.collect.quarantine;

import io.tidebank.collect.table.HomeTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that people gave bad rows of files. They outlive the rows for a time: a repair is somebody's work, and when the
 * same file comes again after an undo, its rows are as they were corrected. A file is known by its content. They may tell of
 * people; {@code tidebank quarantine forget} forgets those of an import.
 */
final class Repairs {

    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS quarantine_repair (
                brand TEXT NOT NULL, hash TEXT NOT NULL, ordinal INTEGER NOT NULL, line INTEGER NOT NULL,
                raw BLOB NOT NULL, PRIMARY KEY (brand, hash, ordinal, line));
            """;

    /** When it was made, in seconds since 1970: a column of its own, since there were repairs before. */
    static final String AGE = "kept_at";

    /** How long a repair is kept that nobody makes again. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final String KEEP = """
            INSERT OR REPLACE INTO quarantine_repair (brand, hash, ordinal, line, raw, kept_at)
            SELECT brand, hash, ordinal, line, ?, unixepoch() FROM quarantine WHERE brand = ? AND id = ? AND import_id <> 'live'""";

    private final String brand;
    private final RowLock lock;

    Repairs(String brand, RowLock lock) {
        this.brand = brand;
        this.lock = lock;
    }

    private record Place(long ordinal, long line) {}

    /** Keeps the text that a row of the quarantine was given. */
    void keep(Connection connection, long id, String raw) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setBytes(1, lock.lock(raw, about()));
            insert.setString(2, brand);
            insert.setLong(3, id);
            insert.executeUpdate();
        }
    }

    /** Rows of one file as they are now known: those that were repaired before have their text of then. */
    List<BadRow> applied(Connection connection, String hash, List<BadRow> rows) throws SQLException {
        Map<Place, String> texts = texts(connection, hash);
        return rows.stream()
                .map(row -> {
                    String text = texts.get(new Place(row.ordinal(), row.line()));
                    return text == null ? row : row.repairedTo(text);
                })
                .toList();
    }

    /** Counts the age of those that were kept before anybody did, from now on; and forgets the old ones. */
    boolean begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE quarantine_repair SET kept_at = unixepoch() WHERE kept_at = 0");
        }
        age(connection);
        return true;
    }

    /** Forgets those that are too old. */
    void age(Connection connection) throws SQLException {
        String sql = "DELETE FROM quarantine_repair WHERE brand = ? AND kept_at < unixepoch() - ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, brand);
            delete.setLong(2, KEPT.toSeconds());
            delete.executeUpdate();
        }
    }

    /**
     * Forgets those of one file, by its hash.
     *
     * @return how many they were
     */
    long forget(Connection connection, String hash) throws SQLException {
        String sql = "DELETE FROM quarantine_repair WHERE brand = ? AND hash = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            HomeTables.bind(delete, brand, hash);
            return delete.executeUpdate();
        }
    }

    private Map<Place, String> texts(Connection connection, String hash) throws SQLException {
        String sql = "SELECT ordinal, line, raw FROM quarantine_repair WHERE brand = ? AND hash = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            HomeTables.bind(select, brand, hash);
            Map<Place, String> texts = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    texts.put(new Place(found.getLong(1), found.getLong(2)), lock.unlock(found.getBytes(3), about()));
                }
            }
            return texts;
        }
    }

    /** What the lock binds a text to. */
    private String about() {
        return "repair of " + brand;
    }
}
