package io.tidebank.server.upkeep;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.EachBrand;
import io.tidebank.server.PacedThread;
import io.tidebank.server.RareLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Has every brand's feeds read while the server runs, and takes up files that are new, changed or gone. */
@Component
@Lazy(false)
class FeedLoop implements SmartLifecycle {

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(FeedLoop.class));
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
        EachBrand.run(tidebank, brand -> tidebank.feeds(brand).start(), (brand, fault) -> tell(brand, "wait", fault));
        return PACE;
    }

    private static void tell(String brand, String what, RuntimeException fault) {
        LOG.error("Feeds of brand %s %s".formatted(brand, what), fault);
    }

    /** Lets the steps that are on come to their ends. */
    @Override
    public void stop() {
        PacedThread running = thread;
        thread = null;
        if (running != null) {
            running.stop();
        }
        EachBrand.run(
                tidebank, brand -> tidebank.feeds(brand).close(), (brand, fault) -> tell(brand, "were cut off", fault));
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
