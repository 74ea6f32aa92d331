package io.tidebank.server.upkeep;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.EachBrand;
import io.tidebank.server.PacedThread;
import io.tidebank.server.RareLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The threads of brands: a watch has them started for each brand that needs some, whether it is there already or comes later. */
final class BrandThreads {

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(BrandThreads.class));
    private static final Duration PACE = Duration.ofSeconds(2);

    private final String name;
    private final Tidebank tidebank;
    private final Starter starter;
    private final Map<String, List<PacedThread>> threads = new LinkedHashMap<>();
    private @Nullable PacedThread watch;

    /** Starts what a brand needs. */
    @FunctionalInterface
    interface Starter {

        /** Its threads; none if it needs none yet, and it is asked again. */
        List<PacedThread> start(String brand);
    }

    BrandThreads(String name, Tidebank tidebank, Starter starter) {
        this.name = name;
        this.tidebank = tidebank;
        this.starter = starter;
    }

    void start() {
        watch = PacedThread.start(name, Duration.ZERO, this::startMissing);
    }

    private Duration startMissing() {
        EachBrand.run(
                tidebank,
                this::startMissing,
                (brand, fault) -> LOG.error("%s: %s waits".formatted(name, brand), fault));
        return PACE;
    }

    private void startMissing(String brand) {
        if (!threads.containsKey(brand)) {
            List<PacedThread> started = starter.start(brand);
            if (!started.isEmpty()) {
                threads.put(brand, started);
            }
        }
    }

    boolean areRunning() {
        return watch != null;
    }

    /** Lets the steps that are on come to their ends. */
    void stop() {
        stop(() -> {});
    }

    /** @param hurry wakes up who waits in a step */
    void stop(Runnable hurry) {
        PacedThread watching = watch;
        if (watching != null) {
            watching.stop();
        }
        List<PacedThread> all = threads.values().stream().flatMap(List::stream).toList();
        all.forEach(PacedThread::askToStop);
        try {
            hurry.run();
        } finally {
            all.forEach(PacedThread::stop);
            threads.clear();
            watch = null;
        }
    }
}
