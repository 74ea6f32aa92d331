package io.tidebank.fold;

/**
 * A few thousand touches in columns, in the order of time: what folds are fed with. Arrays are reused; only the first
 * {@link #size} entries count.
 */
public final class TouchBatch {

    /** The most touches that one batch carries. */
    public static final int CAPACITY = 1 << 17;

    /** Dense consumer numbers. */
    public int[] consumers = new int[CAPACITY];

    /** When it occurred, µs since 1970 UTC. */
    public long[] micros = new long[CAPACITY];

    /** Kind codes, as {@code TouchKinds} numbers them. */
    public byte[] kinds = new byte[CAPACITY];

    /** One bit per predicate that some fold asked for: see {@link Predicates}. */
    public int[] predicates = new int[CAPACITY];

    /** A 64-bit hash of source and order id on orders, payments and deposits, never 0; 0 on others and where none is named. */
    public long[] orders = new long[CAPACITY];

    public int size;

    /** Makes room for this many touches; what was in the batch is lost. */
    void reserve(int touches) {
        if (touches > consumers.length) {
            consumers = new int[touches];
            micros = new long[touches];
            kinds = new byte[touches];
            predicates = new int[touches];
            orders = new long[touches];
        }
    }
}
