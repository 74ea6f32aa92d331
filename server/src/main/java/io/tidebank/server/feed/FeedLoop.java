package io.tidebank.server.feed;

import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.PacedThread;
import java.time.Duration;
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
    private @Nullable PacedThread thread;

    FeedLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @Override
    public void start() {
        thread = PacedThread.start("feeds", Duration.ZERO, this::startMissing);
    }

    private Duration startMissing() {
        for (String brand : tidebank.brandNames()) {
            try {
                tidebank.feeds(brand).start();
            } catch (TidebankException e) {
                LOG.error("Feeds of brand {} wait: {} {}", brand, e.code().name(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Feeds of brand {} wait", brand, e);
            }
        }
        return PACE;
    }

    /** Lets the steps that are on come to their ends. */
    @Override
    public void stop() {
        PacedThread running = thread;
        thread = null;
        if (running != null) {
            running.stop();
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
