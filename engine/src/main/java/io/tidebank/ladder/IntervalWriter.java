package io.tidebank.ladder;

import io.tidebank.error.TidebankException;
import io.tidebank.fold.FoldError;
import io.tidebank.sql.ArrowInsert;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the intervals of all shards into one table with one statement that runs beside the folds. The statement begins
 * with the first buffer, so the connection is free until then.
 */
final class IntervalWriter implements IntervalBuffer.Sink, AutoCloseable {

    /** Buffers that may wait; more would only hold memory, fewer would make folds wait. */
    private static final int WAITING = 8;

    private final Connection connection;
    private final String table;
    private final BlockingQueue<IntervalBuffer> full = new ArrayBlockingQueue<>(WAITING);
    private final ConcurrentLinkedQueue<IntervalBuffer> empty = new ConcurrentLinkedQueue<>();
    private final IntervalBuffer end = new IntervalBuffer();
    private @Nullable Thread worker;
    private volatile @Nullable Throwable failure;
    private volatile boolean done;

    IntervalWriter(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    @Override
    public IntervalBuffer exchange(IntervalBuffer filled) {
        start();
        try {
            hand(filled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        rethrow();
        IntervalBuffer next = empty.poll();
        return next == null ? new IntervalBuffer() : next;
    }

    /** Waits until everything handed over is in the table. */
    @Override
    public void close() {
        Thread started = worker;
        if (started == null) {
            return;
        }
        try {
            hand(end);
            started.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        rethrow();
    }

    /**
     * Ends the statement after a fault, whatever it has taken by then, so that its connection can roll back. Nothing is
     * thrown: what went wrong is known.
     */
    void abandon() {
        Thread started = endIfIdle();
        boolean interrupted = Thread.interrupted();
        while (started != null && started.isAlive()) {
            full.clear();
            try {
                hand(end);
                started.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread that inserts; if there is none yet, none begins any more. */
    private synchronized @Nullable Thread endIfIdle() {
        done |= worker == null;
        return worker;
    }

    private synchronized void start() {
        if (worker == null && !done) {
            worker =
                    Thread.ofPlatform().daemon().name("intervals into " + table).start(this::insert);
        }
    }

    private void hand(IntervalBuffer buffer) throws InterruptedException {
        while (!done && !full.offer(buffer, 100, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
    }

    /** Whatever ended the statement ends the work of those who fill buffers. */
    private void rethrow() {
        switch (failure) {
            case null -> {}
            case SQLException cause -> throw DuckDb.broken(cause);
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            case Throwable cause -> throw new IllegalStateException("Intervals cannot be handed over", cause);
        }
    }

    private void insert() {
        try (BufferAllocator allocator = new RootAllocator();
                IntervalSource source = new IntervalSource(allocator, this::take, empty::add)) {
            ArrowInsert.run(connection, allocator, source, "INSERT INTO " + table + " SELECT * FROM %s");
        } catch (Throwable e) {
            // Also what is no exception: the fold would go on and its intervals be missed by nobody.
            failure = e;
        } finally {
            done = true;
        }
    }

    /** The next full buffer; null at the end. */
    private @Nullable IntervalBuffer take() {
        try {
            IntervalBuffer next = full.take();
            return next == end ? null : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
    }

    private static TidebankException cancelled(InterruptedException e) {
        return new TidebankException(FoldError.FOLD_CANCELLED, "Cancelled; nothing has changed", e);
    }
}
