package io.tidebank.collect.journal.record;

import java.util.Arrays;

/** Bytes that grow as they are written; one thread's, and without the lock that the JDK's own takes for every byte. */
final class RecordBytes {

    private static final int MOST_OF_A_NUMBER = 10;

    private byte[] bytes = new byte[1024];
    private int length;

    void put(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void put(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** Seven bits to a byte, the lowest first; the highest bit says that more follow. */
    void number(long value) {
        ensure(MOST_OF_A_NUMBER);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length + (bytes.length >> 1)));
        }
    }

    /** What was written. */
    byte[] array() {
        return Arrays.copyOf(bytes, length);
    }
}
