package io.tidebank.server.upkeep;

import io.tidebank.brand.Brand;
import io.tidebank.brand.BrandInfo;
import io.tidebank.collect.intake.Intake;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What one brand's threads do again and again, and what they leave to each other. Each kind of round is one thread's. */
final class LiveRounds {

    private static final long THIN_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int ROUNDS_BETWEEN_REREADS = 50;
    private static final int REST_PER_WORK = 4;

    /** With a round of as much before and after it, an event is to be seen ten seconds after it was taken. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(4);

    private final Progress progress;

    /** The process before this one may have ended between a commit and what follows it. */
    private final AtomicBoolean behind = new AtomicBoolean(true);

    private final AtomicBoolean unmerged = new AtomicBoolean(true);
    private long round;
    private volatile Duration refreshed = Duration.ZERO;
    private Duration patience = Duration.ZERO;
    private long thinned = System.nanoTime();

    /** @param progress cancels what may be cut short */
    LiveRounds(Progress progress) {
        this.progress = progress;
    }

    /** Brings what waits into the lake; method files are read anew now and then. */
    void commit(Brand brand) {
        Intake intake = brand.intake();
        long begun = System.nanoTime();
        if (++round % ROUNDS_BETWEEN_REREADS == 0) {
            intake.reread();
        }
        if (intake.commitIfDue(patience)) {
            behind.set(true);
            unmerged.set(true);
            patience = patience(since(begun).plus(refreshed));
        }
    }

    /** Brings what can be asked up to what was committed. */
    void refresh(Brand brand) {
        until(behind, () -> {
            long begun = System.nanoTime();
            BrandInfo info = brand.info();
            if (info.touches() > 0 && !info.fresh()) {
                brand.refresh(progress);
            }
            refreshed = since(begun);
        });
    }

    /** Merges what commits have left; states of the lake that nobody needs go now and then. */
    void merge(Brand brand) {
        until(unmerged, () -> {
            if (brand.lake().merge(progress)) {
                behind.set(true);
            }
        });
        if (System.nanoTime() - thinned > THIN_EVERY_NANOS) {
            brand.lake().thin();
            brand.intake().boundQuarantine();
            thinned = System.nanoTime();
        }
    }

    /** Does what is due; whatever it fails with, also where memory runs out, it stays due. */
    private static void until(AtomicBoolean due, Runnable work) {
        if (!due.getAndSet(false)) {
            return;
        }
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            if (!done) {
                due.set(true);
            }
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

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
