package io.tidebank.fold;

import java.util.BitSet;
import java.util.List;

/** One worker's share of a run: the shards of all folds for every n-th consumer, and the touches set aside for replay. */
final class Lane {

    /** Touches whose consumers' state is fetched together: enough to keep memory busy, few enough to stay in the cache. */
    private static final int BLOCK = 128;

    private final int lane;
    private final int mask;
    private final int from;
    private final int to;
    private final BitSet aside;
    private final OrderVoids voids;
    private final FoldShard[] folds;
    private final Collected collected;
    private final int[] block = new int[BLOCK];
    private long peeked;

    /**
     * @param lane which of the lanes
     * @param lanes how many; a power of two
     * @param most touches of those set aside that may be kept
     */
    Lane(int lane, int lanes, FoldRunner.Run run, List<? extends FoldShard> folds, int most) {
        this.collected = new Collected(most);
        this.lane = lane;
        this.mask = lanes - 1;
        this.from = run.range().from();
        this.to = run.range().to();
        this.aside = run.aside();
        this.voids = run.voids();
        this.folds = folds.toArray(FoldShard[]::new);
    }

    void take(TouchBatch batch) {
        int[] consumers = batch.consumers;
        for (int i = 0; i < batch.size; ) {
            int count = 0;
            for (; i < batch.size && count < BLOCK; i++) {
                int consumer = consumers[i];
                block[count] = i;
                count += (consumer & mask) == lane && consumer >= from && consumer < to ? 1 : 0;
            }
            for (FoldShard fold : folds) {
                for (int k = 0; k < count; k++) {
                    peeked ^= fold.peek(consumers[block[k]]);
                }
            }
            take(batch, count);
        }
    }

    private void take(TouchBatch batch, int count) {
        boolean someAside = !aside.isEmpty();
        for (int k = 0; k < count; k++) {
            int i = block[k];
            int consumer = batch.consumers[i];
            if (someAside && aside.get(consumer)) {
                collected.add(consumer, batch.micros[i], batch.kinds[i], batch.predicates[i], batch.orders[i]);
            } else {
                advance(consumer, batch, i);
            }
        }
    }

    private void advance(int consumer, TouchBatch batch, int i) {
        long order = batch.orders[i];
        boolean counts = order == 0 || voids.moment(order) == OrderVoids.NEVER;
        for (FoldShard fold : folds) {
            if (counts) {
                fold.advance(consumer, batch.micros[i], batch.kinds[i], batch.predicates[i], order);
            } else {
                fold.postpone(consumer);
            }
        }
    }

    /** Depends on every word that was peeked at, so that no compiler leaves the peeking out. */
    long peeked() {
        return peeked;
    }

    /** Those set aside of whom more touches came than may be kept: another run has to replay them. */
    BitSet left() {
        BitSet left = new BitSet();
        for (int consumer = aside.nextSetBit(Math.max(from, Math.min(collected.below(), to)));
                consumer >= 0 && consumer < to;
                consumer = aside.nextSetBit(consumer + 1)) {
            if ((consumer & mask) == lane) {
                left.set(consumer);
            }
        }
        return left;
    }

    /** Forgets what was set aside: someone else replays it. */
    void passOver() {
        collected.clear();
    }

    /** Replays what was set aside, one consumer after the other. */
    void replayAside() {
        collected.forEach((consumer, history) -> {
            for (FoldShard fold : folds) {
                fold.replay(consumer, history, voids);
            }
        });
    }
}
