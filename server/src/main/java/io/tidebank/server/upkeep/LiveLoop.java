package io.tidebank.server.upkeep;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.lake.CompactionPolicy;
import io.tidebank.server.PacedThread;
import io.tidebank.server.RareLog;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(LiveLoop.class));
    private static final Duration PACE = Duration.ofMillis(200);
    private static final long THIN_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int ROUNDS_BETWEEN_REREADS = 50;
    private static final int REST_PER_WORK = 4;

    /** With a round of as much before and after it, an event is to be seen ten seconds after it was taken. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(4);

    private final Tidebank tidebank;
    private final LiveFaults faults;
    private final BrandThreads threads;

    LiveLoop(Tidebank tidebank, LiveFaults faults) {
        this.tidebank = tidebank;
        this.faults = faults;
        this.threads = new BrandThreads("live brands", tidebank, this::start);
    }

    @Override
    public void start() {
        threads.start();
    }

    private List<PacedThread> start(String brand) {
        if (!tidebank.sources().any(brand)) {
            return List.of();
        }
        Rounds rounds = new Rounds();
        return List.of(PacedThread.start("live " + brand, PACE, () -> round(brand, rounds)));
    }

    private Duration round(String brand, Rounds rounds) {
        try {
            rounds.next(tidebank.brand(brand));
            faults.went(brand);
            return PACE;
        } catch (RuntimeException e) {
            faults.failed(brand, e);
            LOG.error("Live events of brand %s wait".formatted(brand), e);
            return LATER;
        }
    }

    /** What one brand's rounds remember of each other. */
    private static final class Rounds {

        private long round;
        private boolean behind;
        private Duration patience = Duration.ZERO;
        private long thinned = System.nanoTime();

        /** Commit, refresh, merge; method files are read anew now and then. */
        void next(Brand brand) {
            Intake intake = brand.intake();
            long begun = System.nanoTime();
            // The process before this one may have ended between a commit and its refresh.
            behind |=
                    intake.commitIfDue(patience) || (round == 0 && !brand.info().fresh());
            if (behind) {
                if (brand.info().touches() > 0) {
                    brand.refresh(Progress.NONE);
                }
                behind = false;
                intake.compactIfDue(CompactionPolicy.DEFAULTS);
                thin(intake);
                patience = patience(Duration.ofNanos(System.nanoTime() - begun));
            }
            if (++round % ROUNDS_BETWEEN_REREADS == 0) {
                intake.reread();
            }
        }

        /**
         * A round costs much the same for one event as for many. On a machine that is busy taking events, where a round
         * takes long, fewer rounds leave it more to take them with.
         */
        private static Duration patience(Duration round) {
            Duration rest = round.multipliedBy(REST_PER_WORK);
            return rest.compareTo(MOST_PATIENCE) < 0 ? rest : MOST_PATIENCE;
        }

        private void thin(Intake intake) {
            if (System.nanoTime() - thinned > THIN_EVERY_NANOS) {
                intake.thin();
                thinned = System.nanoTime();
            }
        }
    }

    /** Lets the round that is on come to its end; what is not in the lake then waits in the journal for the next start. */
    @Override
    public void stop() {
        threads.stop();
    }

    @Override
    public boolean isRunning() {
        return threads.areRunning();
    }

    /** After the web server has stopped taking requests. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
