package io.tidebank.fold;

/** A map from non-zero long to long: open addressing, no boxing. */
final class LongMap {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[64];
    private long[] values = new long[64];
    private int size;

    int size() {
        return size;
    }

    void put(long key, long value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int at = slot(key);
        if (keys[at] == 0) {
            keys[at] = key;
            size++;
        }
        values[at] = value;
    }

    long find(long key, long otherwise) {
        int at = slot(key);
        return keys[at] == 0 ? otherwise : values[at];
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) ((key * MIX) >>> 33) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
