package io.tidebank.sql;

import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** An embedded DuckDB: in memory for work that passes through, or a file for what is served. */
public final class DuckDb implements AutoCloseable {

    private final DuckDBConnection root;

    private DuckDb(DuckDBConnection root) {
        this.root = root;
    }

    /** A database that is gone when closed; spills to the scratch folder. */
    public static DuckDb inMemory(EngineSettings settings) {
        return open("jdbc:duckdb:", settings);
    }

    /** The database in a file, made if it is not there. One process at a time. */
    public static DuckDb file(Path file, EngineSettings settings) {
        return open("jdbc:duckdb:" + file.toAbsolutePath(), settings);
    }

    private static DuckDb open(String url, EngineSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", settings.duckDbBytes() / (1 << 20) + "MiB");
        properties.setProperty("threads", Integer.toString(settings.threads()));
        properties.setProperty(
                "temp_directory", settings.scratch().toAbsolutePath().toString());
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("jdbc_stream_results", "true");
        try {
            DuckDBConnection connection =
                    DriverManager.getConnection(url, properties).unwrap(DuckDBConnection.class);
            DuckDb duckDb = new DuckDb(connection);
            duckDb.execute("SET TimeZone = 'UTC'");
            return duckDb;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** From now on no statement can reach a file outside these folders, and nothing can undo that. */
    public DuckDb confine(List<Path> folders) {
        String allowed = folders.stream()
                .map(folder -> literal(folder.toAbsolutePath().normalize() + "/"))
                .collect(Collectors.joining(", ", "[", "]"));
        execute("SET allowed_directories = " + allowed, "SET enable_external_access = false");
        return this;
    }

    /** A new connection to the same database; the caller closes it. Times are in UTC. */
    public Connection connect() {
        try {
            Connection connection = root.duplicate();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
            return connection;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Runs statements on the database's own connection, one after the other. */
    public void execute(String... statements) {
        run(root, statements);
    }

    /** Runs statements on a connection, one after the other. */
    public static void run(Connection connection, String... statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** A text as a SQL literal; for paths and the engine's own names. Values from input are bound instead. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The path of a file as a SQL literal in which DuckDB finds no pattern. */
    public static String path(String file) {
        return literal(file.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]"));
    }

    /** The engine's one translation of a database failure. */
    public static TidebankException broken(SQLException e) {
        return new TidebankException(SqlError.of(e), SqlError.told(e), e);
    }
}
