package io.tidebank.server.collect;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.CompactionPolicy;
import io.tidebank.server.PacedThread;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int ROUNDS_BETWEEN_REREADS = 50;
    private static final int REST_PER_WORK = 4;

    /** With a round of as much before and after it, an event is to be seen ten seconds after it was taken. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(4);

    private final Tidebank tidebank;
    private final Map<String, PacedThread> threads = new LinkedHashMap<>();
    private @Nullable PacedThread watch;

    LiveLoop(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @Override
    public void start() {
        watch = PacedThread.start("live brands", Duration.ZERO, this::startMissing);
    }

    /** A thread for every brand that has none: those of the start, and those added since. */
    private Duration startMissing() {
        for (String brand : tidebank.brandNames()) {
            threads.computeIfAbsent(brand, this::start);
        }
        return NEW_BRANDS;
    }

    private PacedThread start(String brand) {
        Rounds rounds = new Rounds();
        return PacedThread.start("live " + brand, PACE, () -> round(brand, rounds));
    }

    private Duration round(String brand, Rounds rounds) {
        try {
            if (tidebank.sources().any(brand)) {
                rounds.next(tidebank.brand(brand));
                return PACE;
            }
        } catch (TidebankException e) {
            LOG.error("Live events of brand {} wait: {} {}", brand, e.code().name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Live events of brand {} wait", brand, e);
        }
        return LATER;
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
                    intake.commitIfDue(patience) || round == 0 && !brand.info().fresh();
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
        PacedThread watching = watch;
        if (watching != null) {
            watching.stop();
        }
        threads.values().forEach(PacedThread::askToStop);
        threads.values().forEach(PacedThread::stop);
        threads.clear();
        watch = null;
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
