package io.tidebank.fold;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.TouchFile;
import io.tidebank.sql.Progress;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Feeds all folds from one scan. One thread reads and numbers the next batch while each lane folds its own consumers of
 * the batch before.
 */
public final class FoldRunner {

    private final TouchScan scan;
    private final ConsumerNumbers numbers;
    private final Progress progress;

    public FoldRunner(TouchScan scan, ConsumerNumbers numbers, Progress progress) {
        this.scan = scan;
        this.numbers = numbers;
        this.progress = progress;
    }

    /**
     * What one run goes over.
     *
     * @param step what the run does, for people who wait
     * @param files files whose touches are folded
     * @param only table of primary ids to keep to (column {@code id}); empty for all
     * @param range consumers whose state is in memory
     * @param aside consumers that are replayed as a whole after the scan instead of being advanced
     * @param voids orders that were voided
     */
    public record Run(
            String step, List<TouchFile> files, String only, ConsumerRange range, BitSet aside, OrderVoids voids) {

        public Run {
            files = List.copyOf(files);
        }
    }

    /**
     * Advances everyone but those set aside, whose touches are passed over.
     *
     * @param connection reads the lake; has no other statement open meanwhile
     * @param shards one list of shards (a shard for each fold) per lane; as many lanes as a power of two
     */
    public void advance(Connection connection, Run run, List<? extends List<? extends FoldShard>> shards) {
        work(connection, run, shards, Lane::passOver);
    }

    /** Advances everyone, and replays those set aside once the scan is over and the connection free again. */
    public void advanceAndReplay(Connection connection, Run run, List<? extends List<? extends FoldShard>> shards) {
        work(connection, run, shards, Lane::replayAside);
    }

    private void work(
            Connection connection,
            Run run,
            List<? extends List<? extends FoldShard>> shards,
            Consumer<Lane> afterwards) {
        List<Lane> lanes = new ArrayList<>();
        for (List<? extends FoldShard> folds : shards) {
            lanes.add(new Lane(lanes.size(), shards.size(), run, folds));
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(lanes.size())) {
            Pipeline pipeline = new Pipeline(workers, lanes, run);
            try {
                scan.read(connection, run, numbers, pipeline::exchange);
                pipeline.await();
                pipeline.forEachLane(afterwards);
                pipeline.await();
            } finally {
                workers.shutdownNow();
            }
        }
    }

    /** Two batches in turn: one is folded while the other is read. */
    private final class Pipeline {

        private final ExecutorService workers;
        private final List<Lane> lanes;
        private final String step;
        private final long total;
        private TouchBatch spare = new TouchBatch();
        private List<Future<?>> working = List.of();
        private long done;

        Pipeline(ExecutorService workers, List<Lane> lanes, Run run) {
            this.workers = workers;
            this.lanes = lanes;
            this.step = run.step();
            this.total = run.only().isEmpty()
                    ? run.files().stream().mapToLong(TouchFile::rows).sum()
                    : 0;
        }

        TouchBatch exchange(TouchBatch full) {
            await();
            progress.at(step, done, total);
            if (progress.cancelled()) {
                throw new TidebankException(FoldError.FOLD_CANCELLED, "Cancelled; nothing has changed");
            }
            done += full.size;
            forEachLane(lane -> lane.take(full));
            TouchBatch next = spare;
            spare = full;
            return next;
        }

        void forEachLane(Consumer<Lane> work) {
            List<Future<?>> started = new ArrayList<>();
            for (Lane lane : lanes) {
                started.add(workers.submit(() -> work.accept(lane)));
            }
            working = started;
        }

        void await() {
            for (Future<?> future : working) {
                try {
                    future.get();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new TidebankException(FoldError.FOLD_CANCELLED, "Cancelled; nothing has changed", e);
                } catch (ExecutionException e) {
                    throw cause(e);
                }
            }
            working = List.of();
        }

        private static RuntimeException cause(ExecutionException e) {
            return switch (e.getCause()) {
                case RuntimeException known -> known;
                case Error error -> throw error;
                case null, default -> new TidebankException(FoldError.SCAN_FAILED, "A fold failed: " + e.getCause(), e);
            };
        }
    }
}
