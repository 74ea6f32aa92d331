package io.tidebank.fold;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.TouchFile;
import io.tidebank.sql.Progress;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int MOST_IN_ARRAYS = 1 << 30;

    private final TouchScan scan;
    private final ConsumerNumbers numbers;
    private final Progress progress;
    private final long replayBytes;

    /** @param replayBytes what the touches of those who are replayed may take at a time */
    public FoldRunner(TouchScan scan, ConsumerNumbers numbers, Progress progress, long replayBytes) {
        this.scan = scan;
        this.numbers = numbers;
        this.progress = progress;
        this.replayBytes = replayBytes;
    }

    /** Consumers known so far. */
    public int consumers() {
        return numbers.size();
    }

    /** How many touches of those who are replayed are kept at a time. */
    public long replayedAtOnce() {
        return replayBytes / Collected.BYTES;
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

    /**
     * Advances everyone, and replays those set aside once the scan is over and the connection free again.
     *
     * @return those set aside whose touches were too many to be kept: nothing was done with these
     */
    public BitSet advanceAndReplay(Connection connection, Run run, List<? extends List<? extends FoldShard>> shards) {
        BitSet left = new BitSet();
        work(connection, run, shards, Lane::replayAside).forEach(lane -> left.or(lane.left()));
        return left;
    }

    private List<Lane> work(
            Connection connection,
            Run run,
            List<? extends List<? extends FoldShard>> shards,
            Consumer<Lane> afterwards) {
        List<Lane> lanes = new ArrayList<>();
        for (List<? extends FoldShard> folds : shards) {
            int most = (int) Math.clamp(replayedAtOnce() / shards.size(), 1, MOST_IN_ARRAYS);
            lanes.add(new Lane(lanes.size(), shards.size(), run, folds, most));
        }
        try (Pipeline pipeline = new Pipeline(lanes, run)) {
            scan.read(connection, run, numbers, pipeline::exchange);
            pipeline.await();
            pipeline.forEachLane(afterwards);
        }
        return lanes;
    }

    /**
     * Batches in turn: some are folded while the next is read. Each lane has a thread of its own and takes batches in the
     * order in which they came; a lane may be some batches ahead of another, so that none waits for the slowest at each.
     */
    private final class Pipeline implements AutoCloseable {

        /** Batches under way: enough that neither the reader nor a lane waits for a short delay of the other. */
        private static final int DEPTH = 4;

        private final Map<Lane, ExecutorService> workers = new LinkedHashMap<>();
        private final Deque<Turn> turns = new ArrayDeque<>();
        private final String step;
        private final long total;
        private long done;

        Pipeline(List<Lane> lanes, Run run) {
            lanes.forEach(lane -> workers.put(lane, Executors.newSingleThreadExecutor()));
            this.step = run.step();
            this.total = run.only().isEmpty()
                    ? run.files().stream().mapToLong(TouchFile::rows).sum()
                    : 0;
        }

        /** A batch that the lanes are at. */
        private record Turn(TouchBatch batch, List<Future<?>> lanes) {

            TouchBatch await() {
                lanes.forEach(Pipeline::await);
                return batch;
            }
        }

        TouchBatch exchange(TouchBatch full) {
            progress.at(step, done, total);
            if (progress.cancelled()) {
                throw new TidebankException(FoldError.FOLD_CANCELLED, "Cancelled; nothing has changed");
            }
            done += full.size;
            turns.add(new Turn(full, start(lane -> lane.take(full))));
            return turns.size() < DEPTH ? new TouchBatch() : turns.remove().await();
        }

        void forEachLane(Consumer<Lane> work) {
            start(work).forEach(Pipeline::await);
        }

        private List<Future<?>> start(Consumer<Lane> work) {
            List<Future<?>> started = new ArrayList<>();
            workers.forEach((lane, worker) -> started.add(worker.submit(() -> work.accept(lane))));
            return started;
        }

        /** Waits until the lanes have folded all that was read. */
        void await() {
            turns.forEach(Turn::await);
            turns.clear();
        }

        private static void await(Future<?> future) {
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TidebankException(FoldError.FOLD_CANCELLED, "Cancelled; nothing has changed", e);
            } catch (ExecutionException e) {
                throw cause(e);
            }
        }

        private static RuntimeException cause(ExecutionException e) {
            return switch (e.getCause()) {
                case RuntimeException known -> known;
                case Error error -> throw error;
                case null, default -> new TidebankException(FoldError.SCAN_FAILED, "A fold failed: " + e.getCause(), e);
            };
        }

        /** Leaves undone what was not begun. */
        @Override
        public void close() {
            workers.values().forEach(ExecutorService::shutdownNow);
            workers.values().forEach(ExecutorService::close);
        }
    }
}
