package io.tidebank.collect.feed;

import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed, opened when it is first needed. After a fault it is closed: opened anew it begins where the journal says that
 * it stands, whatever became of the step that failed.
 */
final class FeedLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLine.class);

    private final FeedContext context;
    private final FeedFactory factory;
    private final FeedSettings settings;
    private final FeedTally tally;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock stepping;
    private @Nullable Feed feed;
    private @Nullable FeedLine before;

    /**
     * Opens nothing yet.
     *
     * @param before the same feed as its file said until now, and closed: it may be in the middle of a step, whose end
     *     the first step here awaits; null if there is none
     */
    FeedLine(FeedContext context, FeedFactory factory, FeedSettings settings, @Nullable FeedLine before) {
        this.context = context;
        this.factory = factory;
        this.settings = settings;
        this.before = before;
        this.tally = before == null ? new FeedTally() : before.tally;
        this.stepping = before == null ? new ReentrantLock() : before.stepping;
    }

    /** Reads some. Whatever goes wrong is noted, and thrown. */
    FeedProgress step() throws InterruptedException {
        stepping.lock();
        try {
            requireOpen();
            return stepped();
        } finally {
            stepping.unlock();
            letGoIfClosed();
        }
    }

    private FeedProgress stepped() throws InterruptedException {
        try {
            return polled();
        } catch (TidebankException e) {
            tally.failed(
                    e.code().name() + ": " + e.getMessage(), context.clock().instant());
            throw e;
        } catch (RuntimeException | Error e) {
            // Also what a driver lacks, or memory: a feed that is gone is missed by nobody until it is too late.
            tally.failed(
                    FeedError.FEED_FAILED.name() + ": " + e, context.clock().instant());
            throw new TidebankException(
                    FeedError.FEED_FAILED, "Feed '%s' cannot go on: %s".formatted(settings.name(), e), e);
        }
    }

    /** A step that does not come to its end may have read what it did not hand on: it is read again. */
    private FeedProgress polled() throws InterruptedException {
        boolean whole = false;
        try {
            FeedProgress progress = open().poll();
            tally.stepped(progress);
            whole = true;
            return progress;
        } finally {
            if (!whole) {
                shut();
            }
        }
    }

    /** Looks without taking anything, between two steps. */
    List<String> check() throws InterruptedException {
        stepping.lockInterruptibly();
        boolean wasOpen = feed != null;
        try {
            requireOpen();
            return open().check();
        } finally {
            if (!wasOpen) {
                shut();
            }
            stepping.unlock();
            letGoIfClosed();
        }
    }

    /** Lets go of what is open, and tells why. */
    void rest(FeedState state) {
        stepping.lock();
        try {
            shut();
            tally.rests(state);
        } finally {
            stepping.unlock();
        }
    }

    FeedSettings settings() {
        return settings;
    }

    Duration pause() {
        Duration own = settings.every();
        return own == null ? factory.usualPause() : own;
    }

    FeedStatus status() {
        return tally.status(settings);
    }

    private Feed open() {
        Feed open = feed;
        if (open == null) {
            shut();
            FeedDesk desk = new FeedDesk(context, settings, tally, closing);
            tally.opened(desk.position().orElse(null));
            open = factory.open(settings, desk);
            feed = open;
        }
        return open;
    }

    private void shut() {
        FeedLine earlier = before;
        before = null;
        if (earlier != null) {
            earlier.shut();
        }
        Feed open = feed;
        feed = null;
        if (open != null) {
            close(open);
        }
    }

    /** One that does not close in order is let go of all the same: what made it close is what matters. */
    private void close(Feed open) {
        try {
            open.close();
        } catch (RuntimeException | Error e) {
            LOG.warn("Feed {} did not close in order", settings.name(), e);
        }
    }

    private void requireOpen() {
        if (isClosed()) {
            throw new TidebankException(
                    FeedError.FEED_BUSY,
                    "Feed '%s' ends, as its file changes or the process ends. Try again".formatted(settings.name()));
        }
    }

    boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** Whether it is closed and in the middle of nothing. */
    boolean isOver() {
        return isClosed() && !stepping.isLocked();
    }

    /** Lets no further step begin and ends a wait for the journal; waits for nothing. */
    void end() {
        closing.countDown();
    }

    /** Whoever is in the middle of a step lets go when it has come to its end. */
    void letGoIfClosed() {
        if (isClosed() && stepping.tryLock()) {
            try {
                shut();
            } finally {
                stepping.unlock();
            }
        }
    }

    /** Lets the step that is on come to its end, and lets go. */
    @Override
    public void close() {
        end();
        rest(FeedState.IDLE);
    }
}
