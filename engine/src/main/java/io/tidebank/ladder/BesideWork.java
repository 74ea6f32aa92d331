package io.tidebank.ladder;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A piece of work on a thread of its own while the caller goes on; leaving the block waits for it in any case. */
final class BesideWork implements AutoCloseable {

    private final CompletableFuture<Void> work;

    private BesideWork(CompletableFuture<Void> work) {
        this.work = work;
    }

    static BesideWork start(Runnable work) {
        return new BesideWork(CompletableFuture.runAsync(
                work, task -> Thread.ofPlatform().daemon().start(task)));
    }

    /** Waits; throws what the work has thrown. */
    void await() {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public void close() {
        work.handle((done, failure) -> true).join();
    }
}
