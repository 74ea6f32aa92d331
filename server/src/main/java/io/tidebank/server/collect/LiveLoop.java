package io.tidebank.server.collect;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.CompactionPolicy;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Brings what the journals hold into the lake every few seconds, and the lake's news into what can be asked: one thread
 * per brand that has a live source. A fault is told, and tried again: what was accepted waits in the journal.
 */
@Component
@Lazy(false)
class LiveLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
    private static final Duration PACE = Duration.ofMillis(200);
    private static final long THIN_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final Duration NEW_BRANDS = Duration.ofSeconds(2);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
    private static final int ROUNDS_BETWEEN_REREADS = 50;

    private final Tidebank tidebank;
    private final Map<String, Thread> threads = new LinkedHashMap<>();
    private @Nullable Thread watch;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    LiveLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        watch = Thread.ofPlatform().name("live brands").start(() -> {
            do {
                startMissing();
            } while (!pausedUntilStop(NEW_BRANDS));
        });
    }

    /** A thread for every brand that has none: those of the start, and those added since. */
    private void startMissing() {
        for (String brand : tidebank.brandNames()) {
            threads.computeIfAbsent(
                    brand, name -> Thread.ofPlatform().name("live " + name).start(() -> run(name)));
        }
    }

    private void run(String brand) {
        Rounds rounds = new Rounds();
        Duration pause = PACE;
        while (!pausedUntilStop(pause)) {
            try {
                boolean live = tidebank.sources().any(brand);
                if (live) {
                    rounds.next(tidebank.brand(brand));
                }
                pause = live ? PACE : AFTER_A_FAULT;
            } catch (TidebankException e) {
                LOG.error("Live events of brand {} wait: {} {}", brand, e.code().name(), e.getMessage());
                pause = AFTER_A_FAULT;
            } catch (RuntimeException e) {
                LOG.error("Live events of brand {} wait", brand, e);
                pause = AFTER_A_FAULT;
            }
        }
    }

    /** What one brand's rounds remember of each other. */
    private static final class Rounds {

        private long round;
        private boolean behind;
        private long thinned = System.nanoTime();

        /** Commit, refresh, merge; method files are read anew now and then. */
        void next(Brand brand) {
            Intake intake = brand.intake();
            // The process before this one may have ended between a commit and its refresh.
            behind |= intake.commitIfDue() || round == 0 && !brand.info().fresh();
            if (behind) {
                if (brand.info().touches() > 0) {
                    brand.refresh(Progress.NONE);
                }
                behind = false;
                intake.compactIfDue(CompactionPolicy.DEFAULTS);
                thin(intake);
            }
            if (++round % ROUNDS_BETWEEN_REREADS == 0) {
                intake.reread();
            }
        }

        private void thin(Intake intake) {
            if (System.nanoTime() - thinned > THIN_EVERY_NANOS) {
                intake.thin();
                thinned = System.nanoTime();
            }
        }
    }

    private boolean pausedUntilStop(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets the round that is on come to its end; what is not in the lake then waits in the journal for the next start. */
    @Override
    public void stop() {
        stopped.countDown();
        Thread watching = watch;
        if (watching != null) {
            join(watching);
        }
        threads.values().forEach(LiveLoop::join);
        threads.clear();
        watch = null;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    /** After the web server has stopped taking requests. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
