package io.tidebank.lake;

import io.tidebank.sql.Progress;
import io.tidebank.sql.WatchedWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;

/** Writes slices side by side, each worker on its own connection to the same database. */
final class ParallelCopies extends WatchedWork {

    /** Writes one slice. */
    interface Copy {
        TouchFile run(Statement statement, int index) throws SQLException;
    }

    private final DuckDBConnection connection;
    private final int count;
    private final long totalRows;
    private final Copy copy;
    private final Map<Integer, TouchFile> files = new ConcurrentSkipListMap<>();
    private final Set<Statement> busy = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong rows = new AtomicLong();
    private volatile boolean ending;

    ParallelCopies(Connection connection, List<SortedRows.Slice> slices, Progress progress, Copy copy)
            throws SQLException {
        super(progress);
        this.connection = connection.unwrap(DuckDBConnection.class);
        this.count = slices.size();
        this.totalRows = slices.stream().mapToLong(SortedRows.Slice::rows).sum();
        this.copy = copy;
    }

    /** The files in the order of their slices. After the first failure no new file is begun. */
    List<TouchFile> run(int threads) throws SQLException {
        run(Collections.nCopies(Math.min(threads, count), this::work));
        return List.copyOf(files.values());
    }

    private boolean work() throws SQLException {
        try (Connection own = connection.duplicate()) {
            for (int i = next.getAndIncrement(); i < count && !ending; i = next.getAndIncrement()) {
                try (Statement statement = own.createStatement()) {
                    busy.add(statement);
                    TouchFile file = copied(statement, i);
                    files.put(i, file);
                    rows.addAndGet(file.rows());
                }
            }
            return true;
        } finally {
            ending = true;
        }
    }

    /** A statement that is over is none to stop. */
    private TouchFile copied(Statement statement, int slice) throws SQLException {
        try {
            return copy.run(statement, slice);
        } finally {
            busy.remove(statement);
        }
    }

    @Override
    protected void tell(Progress progress) {
        progress.at("Writing", rows.get(), totalRows);
    }

    @Override
    protected void stop() throws SQLException {
        ending = true;
        for (Statement statement : busy) {
            statement.cancel();
        }
    }
}
