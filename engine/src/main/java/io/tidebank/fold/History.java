package io.tidebank.fold;

/** One consumer's touches in order: a window on the columns that they were collected in. */
public final class History {

    private final long[] micros;
    private final byte[] kinds;
    private final int[] predicates;
    private final long[] orders;
    private int from;
    private int to;

    History(long[] micros, byte[] kinds, int[] predicates, long[] orders) {
        this.micros = micros;
        this.kinds = kinds;
        this.predicates = predicates;
        this.orders = orders;
    }

    void window(int from, int to) {
        this.from = from;
        this.to = to;
    }

    public int size() {
        return to - from;
    }

    public long micros(int i) {
        return micros[from + i];
    }

    public int kind(int i) {
        return kinds[from + i];
    }

    public int predicates(int i) {
        return predicates[from + i];
    }

    public long order(int i) {
        return orders[from + i];
    }
}
