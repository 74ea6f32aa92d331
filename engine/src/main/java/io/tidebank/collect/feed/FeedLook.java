package io.tidebank.collect.feed;

import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A look at what a feed reads, on a thread of its own: what is looked at may never answer, and who asked is told so. */
final class FeedLook {

    private final FeedLine line;
    private final Duration limit;
    private final FutureTask<List<String>> task;

    /** Begins at once. */
    FeedLook(FeedLine line, Duration limit) {
        this.line = line;
        this.limit = limit;
        this.task = new FutureTask<>(line::check);
        Thread.ofPlatform()
                .daemon()
                .name("look at feed " + line.settings().name())
                .start(task);
    }

    /** What it found; FEED_BUSY if that takes too long. */
    List<String> lines() {
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw tooLong(e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw tooLong(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException met) {
                throw met;
            }
            throw tooLong(e);
        }
    }

    private TidebankException tooLong(Exception e) {
        String name = line.settings().name();
        return new TidebankException(
                FeedError.FEED_BUSY,
                "Feed '%s' was not looked at within %d s: a step of it takes long, or what it reads does not answer. "
                                .formatted(name, limit.toSeconds())
                        + "Try again later; 'tidebank feed list' says how it stands",
                e);
    }
}
