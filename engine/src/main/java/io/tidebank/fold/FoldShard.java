package io.tidebank.fold;

/**
 * One fold's state for a part of the consumers. Every consumer belongs to one shard; a shard is used by one thread at a
 * time and sees each of its consumers' touches in the order (occurred_at, kind rank, source, touch_id).
 */
public interface FoldShard {

    /**
     * One touch.
     *
     * @param consumer the dense consumer number
     * @param micros when it occurred, µs since 1970 UTC
     * @param kind its kind's code
     * @param predicates bits of the conditions that hold for it
     * @param order hash of its order id; 0 for none
     */
    void advance(int consumer, long micros, int kind, int predicates, long order);

    /**
     * Reads a word of the consumer's state: asked for many consumers at once, ahead of advancing them, the processor
     * fetches all of their memory side by side instead of waiting for one after the other.
     */
    long peek(int consumer);

    /** Notes that a consumer has to be replayed as a whole: what came cannot be told in order. */
    void postpone(int consumer);

    /**
     * A consumer's whole history, of which some orders are void from a moment on.
     *
     * @param history the touches in order
     * @param voids the orders that were voided, and when
     */
    void replay(int consumer, History history, OrderVoids voids);
}
