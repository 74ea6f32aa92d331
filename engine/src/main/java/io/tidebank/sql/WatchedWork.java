package io.tidebank.sql;

import io.tidebank.error.TidebankException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs SQL work on threads of its own while the caller's thread tells the progress and listens for a cancel. */
public abstract class WatchedWork {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final Progress progress;
    private @Nullable Throwable failure;
    private boolean interrupted;

    protected WatchedWork(Progress progress) {
        this.progress = progress;
    }

    /** Called every now and then, on the caller's thread. */
    protected abstract void tell(Progress progress) throws SQLException;

    /**
     * Called if the work shall end early, and again until it has ended: a statement that is about to begin does not hear
     * the first call.
     */
    protected abstract void stop() throws SQLException;

    /** Returns when all the work has ended. */
    protected final void run(List<? extends Callable<?>> work) throws SQLException {
        boolean stopped = false;
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, work.size()))) {
            for (Future<?> future : work.stream().map(pool::submit).toList()) {
                while (!ended(future)) {
                    tell(progress);
                    if (stopped || interrupted || progress.cancelled()) {
                        stopped = true;
                        stop();
                    }
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (stopped) {
            throw new TidebankException(SqlError.SQL_CANCELLED, "The work was cancelled", failure);
        }
        rethrow();
    }

    private boolean ended(Future<?> future) {
        try {
            future.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } catch (ExecutionException e) {
            failure = failure == null ? e.getCause() : failure;
            return true;
        }
    }

    private void rethrow() throws SQLException {
        switch (failure) {
            case null -> {}
            case SQLException cause -> throw cause;
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            default -> throw new IllegalStateException("The work ended in an unexpected way", failure);
        }
    }
}
