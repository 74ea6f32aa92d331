package io.tidebank.server.collect;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.CompactionPolicy;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
    private static final int ROUNDS_BETWEEN_REREADS = 20;

    private final Tidebank tidebank;
    private final List<Thread> threads = new ArrayList<>();
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    LiveLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        for (String brand : tidebank.brandNames()) {
            threads.add(Thread.ofPlatform().name("live " + brand).start(() -> run(brand)));
        }
    }

    private void run(String brand) {
        long round = 0;
        boolean behind = false;
        Duration pause = PACE;
        while (!pausedUntilStop(pause)) {
            try {
                if (tidebank.sources().list(brand).isEmpty()) {
                    pause = AFTER_A_FAULT;
                    continue;
                }
                behind = step(tidebank.brand(brand), behind);
                if (++round % ROUNDS_BETWEEN_REREADS == 0) {
                    tidebank.brand(brand).intake().reread();
                }
                pause = PACE;
            } catch (TidebankException e) {
                LOG.error("Live events of brand {} wait: {} {}", brand, e.code().name(), e.getMessage());
                pause = AFTER_A_FAULT;
            } catch (RuntimeException e) {
                LOG.error("Live events of brand {} wait", brand, e);
                pause = AFTER_A_FAULT;
            }
        }
    }

    /**
     * One round: commit, refresh, compact.
     *
     * @param behind whether the lake holds what no refresh has seen yet
     * @return the same, afterwards
     */
    private static boolean step(Brand brand, boolean behind) {
        Intake intake = brand.intake();
        boolean news = intake.commitIfDue() || behind;
        if (!news) {
            return false;
        }
        brand.refresh(Progress.NONE);
        intake.compactIfDue(CompactionPolicy.DEFAULTS);
        return false;
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
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /** After the web server has stopped taking requests. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
