package io.tidebank.server.feed;

import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Has every brand's feeds read while the server runs, and takes up files that are new, changed or gone. */
@Component
@Lazy(false)
class FeedLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);
    private static final Duration PACE = Duration.ofSeconds(5);

    private final Tidebank tidebank;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;

    FeedLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("feeds").start(() -> {
            do {
                startMissing();
            } while (!pausedUntilStop());
        });
    }

    private void startMissing() {
        for (String brand : tidebank.brandNames()) {
            try {
                tidebank.feeds(brand).start();
            } catch (TidebankException e) {
                LOG.error("Feeds of brand {} wait: {} {}", brand, e.code().name(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Feeds of brand {} wait", brand, e);
            }
        }
    }

    private boolean pausedUntilStop() {
        try {
            return stopped.await(PACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets the steps that are on come to their ends. */
    @Override
    public void stop() {
        stopped.countDown();
        Thread running = thread;
        thread = null;
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tidebank.brandNames().forEach(brand -> tidebank.feeds(brand).close());
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** After the web server has stopped taking requests, and before the last commit. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
