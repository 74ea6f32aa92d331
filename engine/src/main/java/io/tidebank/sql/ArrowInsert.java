package io.tidebank.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/** Runs one statement over rows that Java makes: DuckDB pulls Arrow batches while it inserts. */
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
        String name = "rows_" + NAMES.incrementAndGet();
        try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, source, stream);
            connection.unwrap(DuckDBConnection.class).registerArrowStream(name, stream);
            try (Statement statement = connection.createStatement()) {
                return statement.executeLargeUpdate(sql.formatted(name));
            } finally {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("DROP VIEW IF EXISTS " + name);
                }
            }
        }
    }
}
