package io.tidebank.market.write;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;

/** One thread's way from Arrow batches to Parquet files; rows stay in order. */
final class ParquetWriter implements AutoCloseable {

    private static final long MEMORY = 1L << 30;

    private final RootAllocator allocator = new RootAllocator();
    private final DuckDb duckDb;

    ParquetWriter(Path scratch) {
        duckDb = DuckDb.inMemory(new EngineSettings(MEMORY, 1, scratch));
    }

    BufferAllocator allocator() {
        return allocator;
    }

    /** Writes all batches of a reader, which it closes, to a new file. */
    void write(ArrowReader reader, Path file) {
        try (reader;
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.unwrap(DuckDBConnection.class).registerArrowStream("batches", stream);
            statement.execute("COPY (SELECT * FROM batches) TO " + DuckDb.literal(file.toString())
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        duckDb.close();
        allocator.close();
    }
}
