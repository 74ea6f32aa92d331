package io.tidebank.server.upkeep;

import io.tidebank.brand.Brand;
import io.tidebank.brand.BrandInfo;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.lake.CompactionPolicy;
import io.tidebank.server.PacedThread;
import io.tidebank.server.RareLog;
import io.tidebank.server.upkeep.LiveFaults.Work;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Brings what the journals hold into the lake every few seconds, and the lake's news into what can be asked: for each brand
 * that has a live source one thread commits and one refreshes, so that no refresh, however long, keeps events out of the
 * lake. A fault is told, and tried again: what was accepted waits in the journal or the lake.
 */
@Component
@Lazy(false)
class LiveLoop implements SmartLifecycle {

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(LiveLoop.class));
    private static final Duration PACE = Duration.ofMillis(200);
    private static final long THIN_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Snapshots that are so young stay all after a refresh: the next one reads on from one to the next. */
    private static final Duration UNTHINNED = Duration.ofHours(1);

    /** The same while refreshes take long or fail. After that they read everything anew. */
    private static final Duration UNTHINNED_BEHIND = Duration.ofHours(6);

    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int ROUNDS_BETWEEN_REREADS = 50;
    private static final int REST_PER_WORK = 4;

    /** With a round of as much before and after it, an event is to be seen ten seconds after it was taken. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(4);

    private final Tidebank tidebank;
    private final LiveFaults faults;
    private final BrandThreads threads;
    private volatile boolean stopping;

    LiveLoop(Tidebank tidebank, LiveFaults faults) {
        this.tidebank = tidebank;
        this.faults = faults;
        this.threads = new BrandThreads("live brands", tidebank, this::start);
    }

    @Override
    public void start() {
        stopping = false;
        threads.start();
    }

    private List<PacedThread> start(String brand) {
        if (!tidebank.sources().any(brand)) {
            return List.of();
        }
        Rounds rounds = new Rounds();
        return List.of(
                PacedThread.start("live " + brand, PACE, () -> commit(brand, rounds)),
                PacedThread.start("stages " + brand, PACE, () -> refresh(brand, rounds)));
    }

    private Duration commit(String brand, Rounds rounds) {
        try {
            rounds.commit(tidebank.brand(brand));
            faults.went(brand, Work.COMMIT);
            return PACE;
        } catch (RuntimeException e) {
            faults.failed(brand, Work.COMMIT, e);
            LOG.error("Live events of brand %s wait".formatted(brand), e);
            return LATER;
        }
    }

    private Duration refresh(String brand, Rounds rounds) {
        try {
            rounds.refresh(tidebank.brand(brand));
            faults.went(brand, Work.REFRESH);
            return PACE;
        } catch (RuntimeException e) {
            if (!stopping) {
                faults.failed(brand, Work.REFRESH, e);
                LOG.error("What is told of brand %s is behind its lake".formatted(brand), e);
            }
            return LATER;
        }
    }

    /** What one brand's rounds remember of each other. */
    private final class Rounds {

        /** The process before this one may have ended between a commit and its refresh. */
        private final AtomicBoolean behind = new AtomicBoolean(true);

        private long round;
        private volatile Duration refreshed = Duration.ZERO;
        private volatile long refreshedAt = System.nanoTime();
        private Duration patience = Duration.ZERO;
        private long thinned = System.nanoTime();

        /** Commit, merge; method files are read anew now and then. */
        void commit(Brand brand) {
            Intake intake = brand.intake();
            long begun = System.nanoTime();
            if (++round % ROUNDS_BETWEEN_REREADS == 0) {
                intake.reread();
            }
            if (intake.commitIfDue(patience)) {
                behind.set(true);
                intake.compactIfDue(CompactionPolicy.DEFAULTS);
                if (System.nanoTime() - refreshedAt > UNTHINNED_BEHIND.toNanos()) {
                    thin(intake, UNTHINNED_BEHIND);
                }
                patience = patience(Duration.ofNanos(System.nanoTime() - begun).plus(refreshed));
            }
        }

        /** Brings what can be asked up to what was committed. */
        void refresh(Brand brand) {
            if (!behind.getAndSet(false)) {
                return;
            }
            long begun = System.nanoTime();
            boolean done = false;
            try {
                BrandInfo info = brand.info();
                if (info.touches() > 0 && !info.fresh()) {
                    brand.refresh(Progress.until(() -> stopping));
                }
                done = true;
            } finally {
                if (!done) {
                    // Whatever it failed with, also where memory ran out.
                    behind.set(true);
                }
            }
            refreshedAt = System.nanoTime();
            refreshed = Duration.ofNanos(refreshedAt - begun);
            thin(brand.intake(), UNTHINNED);
        }

        /**
         * A round costs much the same for one event as for many. On a machine that is busy taking events, where a round
         * takes long, fewer rounds leave it more to take them with.
         */
        private static Duration patience(Duration round) {
            Duration rest = round.multipliedBy(REST_PER_WORK);
            return rest.compareTo(MOST_PATIENCE) < 0 ? rest : MOST_PATIENCE;
        }

        private synchronized void thin(Intake intake, Duration young) {
            if (System.nanoTime() - thinned > THIN_EVERY_NANOS) {
                intake.thin(young);
                thinned = System.nanoTime();
            }
        }
    }

    /**
     * Lets the commit that is on come to its end and cuts a refresh short; what is not in the lake then waits in the journal
     * for the next start.
     */
    @Override
    public void stop() {
        stopping = true;
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
