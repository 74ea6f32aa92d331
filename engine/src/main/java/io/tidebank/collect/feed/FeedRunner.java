package io.tidebank.collect.feed;

import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one feed for as long as it is open, on a thread of its own. A fault is told, and tried again after a while that
 * grows from fault to fault.
 */
final class FeedRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedRunner.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration UNTIL_TOLD = Duration.ofDays(1);

    private final FeedLine line;
    private final Thread thread;
    private final ReentrantLock telling = new ReentrantLock();
    private final Condition told = telling.newCondition();
    private boolean paused;
    private boolean closing;
    private boolean news;
    private int faults;

    /** Begins at once, unless it is paused. */
    FeedRunner(FeedLine line, String brand, boolean paused) {
        this.line = line;
        this.paused = paused;
        this.thread = Thread.ofPlatform()
                .name("feed " + brand + " " + line.settings().name())
                .start(this::run);
    }

    FeedLine line() {
        return line;
    }

    private void run() {
        try {
            readOn();
        } finally {
            line.letGoIfClosed();
        }
    }

    private void readOn() {
        Duration pause = Duration.ZERO;
        while (waited(pause)) {
            try {
                pause = isPaused() ? rest() : step();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Duration rest() {
        line.rest(FeedState.PAUSED);
        faults = 0;
        return UNTIL_TOLD;
    }

    private Duration step() throws InterruptedException {
        try {
            FeedProgress progress = line.step();
            faults = 0;
            return progress.more() ? Duration.ZERO : line.pause();
        } catch (TidebankException e) {
            if (line.isClosed()) {
                return Duration.ZERO;
            }
            LOG.error("Feed {} waits: {} {}", line.settings().name(), e.code().name(), e.getMessage());
            Duration wait = FIRST_BACK_OFF.multipliedBy(1L << Math.min(faults++, 10));
            return wait.compareTo(LONGEST_BACK_OFF) < 0 ? wait : LONGEST_BACK_OFF;
        }
    }

    /** Waits, unless it has been told something since it last waited; false if it is to end. */
    private boolean waited(Duration pause) {
        telling.lock();
        try {
            long left = TimeUnit.NANOSECONDS.convert(pause);
            while (!news && left > 0) {
                left = told.awaitNanos(left);
            }
            if (news) {
                news = false;
                faults = 0;
            }
            return !closing;
        } catch (InterruptedException e) {
            return false;
        } finally {
            telling.unlock();
        }
    }

    private boolean isPaused() {
        telling.lock();
        try {
            return paused;
        } finally {
            telling.unlock();
        }
    }

    void pause() {
        tell(() -> paused = true);
    }

    void resume() {
        tell(() -> paused = false);
    }

    private void tell(Runnable what) {
        telling.lock();
        try {
            what.run();
            news = true;
            told.signalAll();
        } finally {
            telling.unlock();
        }
    }

    /** Lets no further step begin; waits for nothing. */
    void end() {
        tell(() -> closing = true);
        line.end();
    }

    boolean isOver() {
        return !thread.isAlive();
    }

    /** Lets the step that is on come to its end. */
    @Override
    public void close() {
        end();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
