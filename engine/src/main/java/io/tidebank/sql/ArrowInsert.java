package io.tidebank.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/** Has DuckDB read rows that Java makes: it pulls Arrow batches while a statement runs. */
public final class ArrowInsert {

    private static final AtomicLong NAMES = new AtomicLong();

    private ArrowInsert() {}

    /**
     * Runs a statement once.
     *
     * @param sql the statement, with {@code %s} where the rows' relation goes
     * @return rows changed
     */
    public static long run(Connection connection, BufferAllocator allocator, ArrowSource source, String sql)
            throws SQLException {
        return lend(connection, allocator, source, rows -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeLargeUpdate(sql.formatted(rows));
            }
        });
    }

    /** What is done with rows while DuckDB can pull them. */
    @FunctionalInterface
    public interface Use<T> {

        /** @param rows the relation's name; it can be read once */
        T of(String rows) throws SQLException;
    }

    /** Lends rows to whatever reads them, once, on this connection. */
    public static <T> T lend(Connection connection, BufferAllocator allocator, ArrowSource source, Use<T> use)
            throws SQLException {
        String name = "rows_" + NAMES.incrementAndGet();
        try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, source, stream);
            connection.unwrap(DuckDBConnection.class).registerArrowStream(name, stream);
            try {
                return use.of(name);
            } finally {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("DROP VIEW IF EXISTS " + name);
                }
            }
        }
    }
}
