package io.tidebank.collect.quarantine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The table of bad rows. Each has a number for good: who repairs one that is gone repairs no other. */
final class RowTable {

    private static final String ROWS = """
            CREATE TABLE %s (
                id INTEGER PRIMARY KEY AUTOINCREMENT, brand TEXT NOT NULL, import_id TEXT NOT NULL, file TEXT NOT NULL,
                hash TEXT NOT NULL, input TEXT NOT NULL, ordinal INTEGER NOT NULL, line INTEGER NOT NULL,
                column_name TEXT NOT NULL, reason TEXT NOT NULL, repaired INTEGER NOT NULL, raw BLOB NOT NULL);
            """;

    static final String TABLE = ROWS.formatted("IF NOT EXISTS quarantine") + """
            CREATE INDEX IF NOT EXISTS quarantine_import ON quarantine (brand, import_id);
            CREATE INDEX IF NOT EXISTS quarantine_live ON quarantine (brand, hash) WHERE import_id = 'live';
            """;

    private static final String COLUMNS =
            "id, brand, import_id, file, hash, input, ordinal, line, column_name, reason, repaired, raw";

    private RowTable() {}

    /** Whether the table was made since numbers are for good. */
    static boolean isOfNow(Connection connection) throws SQLException {
        return texts(connection, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'quarantine'").stream()
                .allMatch(sql -> sql.contains("AUTOINCREMENT"));
    }

    /** Makes the table anew with the same rows, indexes and triggers. */
    static boolean renew(Connection connection) throws SQLException {
        List<String> beside = texts(
                connection,
                "SELECT sql FROM sqlite_master WHERE tbl_name = 'quarantine' AND type <> 'table' AND sql IS NOT NULL");
        try (Statement statement = connection.createStatement()) {
            statement.execute(ROWS.formatted("quarantine_anew"));
            statement.execute("INSERT INTO quarantine_anew (%1$s) SELECT %1$s FROM quarantine".formatted(COLUMNS));
            statement.execute("DROP TABLE quarantine");
            statement.execute("ALTER TABLE quarantine_anew RENAME TO quarantine");
            for (String sql : beside) {
                statement.execute(sql);
            }
        }
        return true;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet found = select.executeQuery(sql)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }
}
