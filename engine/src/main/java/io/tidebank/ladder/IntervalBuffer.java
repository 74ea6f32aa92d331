package io.tidebank.ladder;

/** Stage intervals in columns, on their way to the serving file. */
final class IntervalBuffer {

    static final int CAPACITY = 1 << 16;

    final int[] consumers = new int[CAPACITY];
    final byte[] ladders = new byte[CAPACITY];
    final byte[] stages = new byte[CAPACITY];
    final long[] from = new long[CAPACITY];
    final long[] to = new long[CAPACITY];
    int size;

    boolean isFull() {
        return size == CAPACITY;
    }

    void add(int ladder, int consumer, int stage, long fromMicros, long toMicros) {
        consumers[size] = consumer;
        ladders[size] = (byte) ladder;
        stages[size] = (byte) stage;
        from[size] = fromMicros;
        to[size] = toMicros;
        size++;
    }

    /** Where full buffers go, and where empty ones come from. */
    interface Sink {

        /** Takes a buffer and gives an empty one in its place. */
        IntervalBuffer exchange(IntervalBuffer full);
    }
}
