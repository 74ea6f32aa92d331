package io.tidebank.cli.terminal;

import io.tidebank.sql.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into {@link Progress#cancelled()} while open. The JVM begins to stop at once but waits here until the
 * work has stopped at its next safe point, cleaned up after itself, and the command line has said so.
 */
public final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private static final CountDownLatch SAID = new CountDownLatch(1);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** True once Ctrl-C, or a request to end the process, has come. */
    public boolean requested() {
        return asked.getCount() == 0;
    }

    /** Lets the JVM go: everything that was to be done and said after Ctrl-C is done and said. */
    public static void said() {
        SAID.countDown();
    }

    /** Waits for Ctrl-C. */
    public void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
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
            if (!SAID.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The work did not stop within " + PATIENCE_SECONDS + " s and is cut off");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
