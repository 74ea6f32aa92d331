package io.tidebank.fold;

import java.util.BitSet;
import java.util.List;

/** One worker's share of a run: the shards of all folds for every n-th consumer, and the touches set aside for replay. */
final class Lane {

    private final int lane;
    private final int mask;
    private final int from;
    private final int to;
    private final BitSet aside;
    private final FoldShard[] folds;
    private final Collected collected = new Collected();

    /**
     * @param lane which of the lanes
     * @param lanes how many; a power of two
     * @param range the consumers of this run
     * @param aside consumers whose touches are collected, not folded
     */
    Lane(int lane, int lanes, ConsumerRange range, BitSet aside, List<? extends FoldShard> folds) {
        this.lane = lane;
        this.mask = lanes - 1;
        this.from = range.from();
        this.to = range.to();
        this.aside = aside;
        this.folds = folds.toArray(FoldShard[]::new);
    }

    void take(TouchBatch batch) {
        int[] consumers = batch.consumers;
        boolean someAside = !aside.isEmpty();
        for (int i = 0; i < batch.size; i++) {
            int consumer = consumers[i];
            if ((consumer & mask) != lane || consumer < from || consumer >= to) {
                continue;
            }
            if (someAside && aside.get(consumer)) {
                collected.add(consumer, batch.micros[i], batch.kinds[i], batch.predicates[i], batch.orders[i]);
            } else {
                for (FoldShard fold : folds) {
                    fold.advance(consumer, batch.micros[i], batch.kinds[i], batch.predicates[i], batch.orders[i]);
                }
            }
        }
    }

    /** Forgets what was set aside: someone else replays it. */
    void passOver() {
        collected.clear();
    }

    /** Replays what was set aside, one consumer after the other. */
    void replayAside(OrderVoids voids) {
        collected.forEach((consumer, history) -> {
            for (FoldShard fold : folds) {
                fold.replay(consumer, history, voids);
            }
        });
    }
}
