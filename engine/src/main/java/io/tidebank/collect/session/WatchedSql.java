package io.tidebank.collect.session;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL on one connection while a second thread tells how far it has come and stops it when the work is cancelled.
 * Progress and interruption belong to the connection, so any statement of it serves to watch.
 */
public final class WatchedSql {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Connection connection;
    private final Progress progress;
    private final Thread worker = Thread.currentThread();

    WatchedSql(Connection connection, Progress progress) throws SQLException {
        this.connection = connection;
        this.progress = progress;
        execute("SET enable_progress_bar = true");
        execute("SET enable_progress_bar_print = false");
    }

    Connection connection() {
        return connection;
    }

    /** Runs a statement; {@code total} is what 100 % of it means in the units of the progress. */
    public void run(String step, long total, String sql) {
        watch(step, total, () -> {
            execute(sql);
            return true;
        });
    }

    /** Runs any work on the connection. */
    public <T> T watch(String step, long total, Callable<T> work) {
        stopIfCancelled();
        progress.at(step, 0, total);
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        Thread watcher = Thread.ofVirtual().start(() -> look(step, total, done, stopped));
        try {
            return work.call();
        } catch (SQLException e) {
            throw stopped.get() ? cancelled(e) : DuckDb.broken(e);
        } catch (TidebankException e) {
            throw stopped.get() || e.code() == SqlError.SQL_CANCELLED ? cancelled(e) : e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Work on SQL throws SQLException only", e);
        } finally {
            done.countDown();
            join(watcher);
        }
    }

    /** Ends the import if it is to stop. */
    public void stopIfCancelled() {
        if (isCancelled()) {
            throw cancelled(null);
        }
    }

    /** A progress that only knows the interruption of its own thread is asked from the watcher's. */
    private boolean isCancelled() {
        return progress.cancelled() || worker.isInterrupted();
    }

    private void look(String step, long total, CountDownLatch done, AtomicBoolean stopped) {
        try (Statement statement = connection.createStatement()) {
            DuckDBPreparedStatement watching = statement.unwrap(DuckDBPreparedStatement.class);
            while (!done.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                double percent = watching.getQueryProgress().getPercentage();
                progress.at(step, percent > 0 ? (long) (total * percent / 100) : 0, total);
                if (isCancelled()) {
                    stopped.set(true);
                    watching.cancel();
                }
            }
        } catch (SQLException e) {
            // Nothing to watch any more: the work itself tells what is wrong.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TidebankException cancelled(@Nullable Exception cause) {
        return new TidebankException(SqlError.SQL_CANCELLED, "The import was cancelled; nothing of it was kept", cause);
    }

    private static void join(Thread watcher) {
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
