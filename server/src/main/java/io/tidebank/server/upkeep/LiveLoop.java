package io.tidebank.server.upkeep;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.PacedThread;
import io.tidebank.server.RareLog;
import io.tidebank.server.upkeep.LiveFaults.Work;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Brings what the journals hold into the lake every few seconds, and the lake's news into what can be asked: for each brand
 * that has a live source one thread commits, one refreshes and one merges the files that commits leave, so that neither a
 * refresh nor a merge, however long, keeps events out of the lake. A fault is told, and tried again: what was accepted waits
 * in the journal or the lake.
 */
@Component
@Lazy(false)
class LiveLoop implements SmartLifecycle {

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(LiveLoop.class));
    private static final Duration PACE = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(5);

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
        LiveRounds rounds = new LiveRounds(Progress.until(() -> stopping));
        return List.of(
                thread("live " + brand, brand, Work.COMMIT, rounds::commit),
                thread("stages " + brand, brand, Work.REFRESH, rounds::refresh),
                thread("merges " + brand, brand, Work.MERGE, rounds::merge));
    }

    private PacedThread thread(String name, String brand, Work work, Consumer<Brand> round) {
        return PacedThread.start(name, PACE, () -> {
            try {
                round.accept(tidebank.brand(brand));
                faults.went(brand, work);
                return PACE;
            } catch (RuntimeException e) {
                // What was cut short for the end is no fault; a commit never is.
                if (!stopping || work == Work.COMMIT) {
                    faults.failed(brand, work, e);
                    LOG.error(work.consequence().formatted(brand), e);
                }
                return LATER;
            }
        });
    }

    /**
     * Lets the commit that is on come to its end and cuts a refresh or a merge short; what is not in the lake then waits in
     * the journal for the next start.
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
