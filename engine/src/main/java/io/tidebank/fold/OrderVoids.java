package io.tidebank.fold;

/**
 * Orders that were voided, and when: fully refunded (Σ refunds ≥ Σ lines) or cancelled. From that moment on the order's
 * touches count for nothing; before it they did.
 */
public final class OrderVoids {

    /** The moment of an order that stands. */
    public static final long NEVER = Long.MAX_VALUE;

    private final LongMap moments = new LongMap();

    /** Notes that an order is void from this moment on; the earliest moment wins. */
    public void add(long order, long micros) {
        moments.put(order, Math.min(micros, moments.find(order, NEVER)));
    }

    /** When the order became void, µs since 1970 UTC; {@link #NEVER} if it stands or if {@code order} is 0. */
    public long moment(long order) {
        return order == 0 ? NEVER : moments.find(order, NEVER);
    }

    public int size() {
        return moments.size();
    }
}
