package io.tidebank.market.write;

import io.tidebank.sql.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Shares numbered pieces of one step of work among threads; the first failure stops all of them. */
final class Crew {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final String step;
    private final int pieces;
    private final int threads;
    private final Progress progress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean stopped;

    Crew(String step, int pieces, int threads, Progress progress) {
        this.step = step;
        this.pieces = pieces;
        this.threads = threads;
        this.progress = progress;
    }

    /** What one thread does with a piece; closed when it has done its last. */
    @FunctionalInterface
    interface Task extends AutoCloseable {

        void run(int piece) throws IOException;

        @Override
        default void close() {}

        /** Work that uses something of the thread's own, to be closed after it. */
        static Task of(Press tool, Task work) {
            return new Task() {
                @Override
                public void run(int piece) throws IOException {
                    work.run(piece);
                }

                @Override
                public void close() {
                    tool.close();
                }
            };
        }
    }

    /** Does all pieces, and tells how far it is from the calling thread. */
    void run(IntFunction<Task> workers) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> hands = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(number -> pool.submit(() -> work(workers, number)))
                    .toList();
            hands.forEach(this::await);
        }
        if (done.get() < pieces) {
            throw new CancellationException(step);
        }
        progress.at(step, pieces, pieces);
    }

    private void work(IntFunction<Task> workers, int number) {
        boolean finished = false;
        try (Task task = workers.apply(number)) {
            for (int piece = next.getAndIncrement(); piece < pieces && !stopped; piece = next.getAndIncrement()) {
                task.run(piece);
                done.incrementAndGet();
            }
            finished = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stopped |= !finished;
        }
    }

    private void await(Future<?> hand) {
        while (true) {
            try {
                hand.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                progress.at(step, done.get(), pieces);
                stopped |= progress.cancelled();
            } catch (InterruptedException e) {
                stopped = true;
                throw new CancellationException(step);
            } catch (ExecutionException e) {
                stopped = true;
                switch (e.getCause()) {
                    case RuntimeException broken -> throw broken;
                    case Error broken -> throw broken;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }
}
