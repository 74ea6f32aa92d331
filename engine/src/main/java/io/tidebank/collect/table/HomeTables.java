package io.tidebank.collect.table;

import io.tidebank.error.ErrorCode;
import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Tables of one kind of thing in a home's {@code catalog.db}: every piece of work is one transaction. */
public final class HomeTables {

    private final String url;
    private final Failure failure;

    /**
     * What is thrown when the database fails.
     *
     * @param code for programs
     * @param what the beginning of a sentence that the database's own words end, such as {@code Imports cannot be kept}
     */
    public record Failure(ErrorCode code, String what) {}

    /** Work on a connection of its own. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** @param tables statements that make them where they are not there */
    public HomeTables(Path home, List<String> tables, Failure failure) {
        this.url =
                "jdbc:sqlite:" + home.toAbsolutePath().resolve("catalog.db") + "?journal_mode=WAL&busy_timeout=30000";
        this.failure = failure;
        // Each by itself: a transaction that has read may write no more once another process did.
        connected(url, connection -> {
            for (String table : tables) {
                execute(connection, table);
            }
            return true;
        });
    }

    /** Does all of the work or none of it. */
    public <T> T work(Work<T> work) {
        return work(url, work);
    }

    private <T> T work(String url, Work<T> work) {
        return connected(url, connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        });
    }

    private <T> T connected(String url, Work<T> work) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new TidebankException(failure.code(), failure.what() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Brings tables up to date that were made before they were as they are now; only one of several processes that open the
     * home at once does.
     *
     * @param done whether they are
     */
    public void once(Work<Boolean> done, Work<Boolean> change) {
        if (!work(done)) {
            work(url + "&transaction_mode=IMMEDIATE", connection -> done.on(connection) || change.on(connection));
        }
    }

    /**
     * Adds a column to a table that was made before there was one.
     *
     * @param definition its type, and what it is where nobody said
     */
    public void add(String table, String column, String definition) {
        String sql = "ALTER TABLE %s ADD COLUMN %s %s".formatted(table, column, definition);
        once(connection -> has(connection, table, column), connection -> execute(connection, sql));
    }

    private static boolean has(Connection connection, String table, String column) throws SQLException {
        String sql = "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, table, column);
            try (ResultSet count = select.executeQuery()) {
                return count.getInt(1) > 0;
            }
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        }
    }

    /** Sets a statement's first parameters. */
    public static void bind(PreparedStatement statement, String... texts) throws SQLException {
        for (int i = 0; i < texts.length; i++) {
            statement.setString(i + 1, texts[i]);
        }
    }
}
