package io.tidebank.cli.terminal;

import io.tidebank.sql.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into {@link Progress#cancelled()} while open. The JVM begins to stop at once but waits here until the
 * work has stopped at its next safe point and cleaned up after itself.
 */
public final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** True once Ctrl-C, or a request to end the process, has come. */
    public boolean requested() {
        return asked.getCount() == 0;
    }

    /** Waits for Ctrl-C. */
    public void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        finished.countDown();
        if (!requested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // The JVM is on its way out and the hook has run or is running.
                asked.countDown();
            }
        }
    }

    private void stop() {
        asked.countDown();
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The work did not stop within " + PATIENCE_SECONDS + " s and is cut off");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
