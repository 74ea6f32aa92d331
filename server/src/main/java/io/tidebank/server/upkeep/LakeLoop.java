package io.tidebank.server.upkeep;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.EachBrand;
import io.tidebank.server.PacedThread;
import io.tidebank.sql.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Keeps every brand's lake: old states go, small files of brands without live events are merged, the timeline follows. Commits
 * and refreshes do not wait for it.
 */
@Component
@Lazy(false)
class LakeLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LakeLoop.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofMinutes(10);

    private final Tidebank tidebank;
    private volatile boolean stopping;
    private @Nullable PacedThread thread;

    LakeLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @Override
    public void start() {
        stopping = false;
        thread = PacedThread.start("lakes", FIRST, this::round);
    }

    private Duration round() {
        EachBrand.run(tidebank, this::keep, this::tell);
        return PACE;
    }

    /** Keeps one brand's lake. */
    void keep(String brand) {
        if (!stopping) {
            Progress progress = Progress.until(() -> stopping);
            Brand kept = tidebank.brand(brand);
            if (!tidebank.sources().any(brand)) {
                merge(kept, progress);
            }
            kept.lake().keep(progress);
        }
    }

    /** What is derived follows the merge if it was up to the lake before; else somebody is about to refresh. */
    private static void merge(Brand brand, Progress progress) {
        boolean fresh = brand.info().fresh();
        if (brand.lake().merge(progress) && fresh) {
            brand.refresh(progress);
        }
    }

    /** A file that was merged away while it was read is no fault: the next round finds its place taken. */
    private void tell(String brand, RuntimeException fault) {
        if (stopping) {
            return;
        }
        String what = "The lake of brand %s is left as it was for now".formatted(brand);
        if (fault instanceof TidebankException told) {
            LOG.warn("{}: {} {}", what, told.code().name(), told.getMessage());
        } else {
            LOG.warn(what, fault);
        }
    }

    @Override
    public void stop() {
        stopping = true;
        PacedThread running = thread;
        thread = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
