package io.tidebank.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes a step again and again, with a pause before each, until it is stopped. */
public final class PacedThread {

    private static final Logger LOG = LoggerFactory.getLogger(PacedThread.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /** What is done again and again; what it throws is logged and does not end the thread. */
    @FunctionalInterface
    public interface Step {

        /** Takes the step and returns the pause before the next one. */
        Duration take();
    }

    private PacedThread(String name, Duration first, Step step) {
        this.thread = Thread.ofPlatform().name(name).start(() -> {
            Duration pause = first;
            while (!stoppedWithin(pause)) {
                pause = taken(name, step);
            }
        });
    }

    private static Duration taken(String name, Step step) {
        try {
            return step.take();
        } catch (Throwable e) {
            // Also what is no RuntimeException: a loop that is gone is missed by nobody until it is too late.
            LOG.error("{}: a step failed and is tried again", name, e);
            return AFTER_A_FAULT;
        }
    }

    /** @param first the pause before the first step */
    public static PacedThread start(String name, Duration first, Step step) {
        return new PacedThread(name, first, step);
    }

    private boolean stoppedWithin(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets no further step begin. */
    public void askToStop() {
        stopped.countDown();
    }

    /** Lets the step that is on come to its end, and no further one begin. */
    public void stop() {
        askToStop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
