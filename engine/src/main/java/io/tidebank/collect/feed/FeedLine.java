package io.tidebank.collect.feed;

import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One feed, opened when it is first needed. After a fault it is closed: opened anew it begins where the journal says that
 * it stands, whatever became of the step that failed.
 */
final class FeedLine implements AutoCloseable {

    private final FeedContext context;
    private final FeedFactory factory;
    private final FeedSettings settings;
    private final FeedTally tally = new FeedTally();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock stepping = new ReentrantLock();
    private @Nullable Feed feed;

    FeedLine(FeedContext context, FeedFactory factory, FeedSettings settings) {
        this.context = context;
        this.factory = factory;
        this.settings = settings;
    }

    /** Reads some. Whatever goes wrong is noted, and thrown. */
    FeedProgress step() throws InterruptedException {
        stepping.lock();
        try {
            FeedProgress progress = open().poll();
            tally.stepped(progress);
            return progress;
        } catch (TidebankException e) {
            shut();
            tally.failed(
                    e.code().name() + ": " + e.getMessage(), context.clock().instant());
            throw e;
        } catch (RuntimeException e) {
            shut();
            tally.failed(
                    FeedError.FEED_FAILED.name() + ": " + e, context.clock().instant());
            throw new TidebankException(
                    FeedError.FEED_FAILED, "Feed '%s' cannot go on: %s".formatted(settings.name(), e), e);
        } finally {
            stepping.unlock();
        }
    }

    /** Looks without taking anything. */
    List<String> check() {
        stepping.lock();
        boolean wasOpen = feed != null;
        try {
            return open().check();
        } finally {
            if (!wasOpen) {
                shut();
            }
            stepping.unlock();
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
            if (closing.getCount() == 0) {
                throw new TidebankException(FeedError.FEED_FAILED, "The feed is closed");
            }
            FeedDesk desk = new FeedDesk(context, settings, tally, closing);
            tally.opened(desk.position().orElse(null));
            open = factory.open(settings, desk);
            feed = open;
        }
        return open;
    }

    private void shut() {
        Feed open = feed;
        feed = null;
        if (open != null) {
            open.close();
        }
    }

    /** Ends a wait for the journal, lets the step that is on come to its end, and lets go. */
    @Override
    public void close() {
        closing.countDown();
        rest(FeedState.IDLE);
    }
}
