package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;

/** Runs many small pieces of SQL work side by side, each worker on its own connection to the same database. */
final class ParallelCopies {

    /** One piece of work. */
    interface Work<T> {
        T run(DuckDBConnection connection, int index) throws SQLException;
    }

    private final DuckDBConnection connection;
    private final int threads;

    ParallelCopies(Connection connection, int threads) throws SQLException {
        this.connection = connection.unwrap(DuckDBConnection.class);
        this.threads = threads;
    }

    /** Results in order of index. After the first failure no new piece begins; it is thrown when all have stopped. */
    <T> List<T> run(int count, Work<T> work) throws SQLException {
        Map<Integer, T> results = new ConcurrentSkipListMap<>();
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        Callable<Boolean> worker = () -> {
            try (Connection own = connection.duplicate()) {
                DuckDBConnection duckDb = own.unwrap(DuckDBConnection.class);
                for (int i = next.getAndIncrement(); i < count && !stopped.get(); i = next.getAndIncrement()) {
                    results.put(i, work.run(duckDb, i));
                }
                return true;
            } finally {
                stopped.set(true);
            }
        };
        runAll(Collections.nCopies(Math.min(threads, count), worker), stopped);
        return List.copyOf(results.values());
    }

    private static void runAll(List<Callable<Boolean>> workers, AtomicBoolean stopped) throws SQLException {
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, workers.size()))) {
            for (Future<Boolean> done : pool.invokeAll(workers)) {
                done.get();
            }
        } catch (InterruptedException e) {
            stopped.set(true);
            Thread.currentThread().interrupt();
            throw new TidebankException(SqlError.SQL_CANCELLED, "Writing was cancelled", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException("Writing ended without a word", e);
            }
        }
    }
}
