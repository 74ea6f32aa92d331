package io.tidebank.fold;

import java.util.Arrays;

/**
 * Touches set aside, in order of time, to be handed out again consumer by consumer. Where they are more than may be kept,
 * consumers with high numbers are let go of, whole: they are for another time.
 */
final class Collected {

    /** What a touch takes here, its sorted copy and place included. */
    static final int BYTES = 64;

    private int most;
    private int below = Integer.MAX_VALUE;
    private int[] consumers = new int[1024];
    private long[] micros = new long[1024];
    private byte[] kinds = new byte[1024];
    private int[] predicates = new int[1024];
    private long[] orders = new long[1024];
    private int size;

    /** @param most touches to keep; a single consumer with more is kept all the same */
    Collected(int most) {
        this.most = most;
    }

    /** Gets a consumer's number and history. */
    interface Visitor {
        void visit(int consumer, History history);
    }

    void add(int consumer, long at, byte kind, int predicate, long order) {
        if (size >= most && consumer < below) {
            letGo();
        }
        if (consumer >= below) {
            return;
        }
        if (size == consumers.length) {
            grow();
        }
        consumers[size] = consumer;
        micros[size] = at;
        kinds[size] = kind;
        predicates[size] = predicate;
        orders[size] = order;
        size++;
    }

    void clear() {
        size = 0;
    }

    /** Consumers from this number on were let go of. */
    int below() {
        return below;
    }

    /** Lets go of the upper half, as far as it is of more than one consumer. */
    private void letGo() {
        int[] sorted = Arrays.copyOf(consumers, size);
        Arrays.parallelSort(sorted);
        int at = size / 2;
        while (at < size && sorted[at] == sorted[0]) {
            at++;
        }
        if (at == size) {
            most = size * 2;
            return;
        }
        below = sorted[at];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (consumers[i] < below) {
                consumers[kept] = consumers[i];
                micros[kept] = micros[i];
                kinds[kept] = kinds[i];
                predicates[kept] = predicates[i];
                orders[kept] = orders[i];
                kept++;
            }
        }
        size = kept;
    }

    /** Visits each consumer once, with its touches in the order in which they were added. */
    void forEach(Visitor visitor) {
        int[] order = byConsumer();
        History history =
                new History(longs(micros, order), bytes(kinds, order), ints(predicates, order), longs(orders, order));
        for (int from = 0; from < size; ) {
            int consumer = consumers[order[from]];
            int to = from + 1;
            while (to < size && consumers[order[to]] == consumer) {
                to++;
            }
            history.window(from, to);
            visitor.visit(consumer, history);
            from = to;
        }
    }

    private int[] byConsumer() {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) consumers[i] << 32 | i;
        }
        Arrays.parallelSort(keys);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private void grow() {
        int length = Math.multiplyExact(size, 2);
        consumers = Arrays.copyOf(consumers, length);
        micros = Arrays.copyOf(micros, length);
        kinds = Arrays.copyOf(kinds, length);
        predicates = Arrays.copyOf(predicates, length);
        orders = Arrays.copyOf(orders, length);
    }

    private static long[] longs(long[] values, int[] order) {
        return Arrays.stream(order).mapToLong(i -> values[i]).toArray();
    }

    private static int[] ints(int[] values, int[] order) {
        return Arrays.stream(order).map(i -> values[i]).toArray();
    }

    private static byte[] bytes(byte[] values, int[] order) {
        byte[] sorted = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = values[order[i]];
        }
        return sorted;
    }
}
