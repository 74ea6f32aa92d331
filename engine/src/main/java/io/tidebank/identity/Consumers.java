package io.tidebank.identity;

import io.tidebank.fold.ConsumerNumbers;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Every identifier's consumer, in memory. Consumers have dense numbers in the order in which they were first met; a
 * number is private to the home and never given out twice. Used by one thread at a time.
 */
public final class Consumers implements ConsumerNumbers {

    /** Identifiers that are looked up together. */
    private static final int BLOCK = 128;

    private final long[] high = new long[BLOCK];
    private final int[] low = new int[BLOCK];
    private long peeked;
    private final IdTable table = new IdTable();
    private final IdHash hash = new IdHash();
    private final BitSet retired = new BitSet();
    private NewIds fresh = new NewIds();
    private int next;

    @Override
    public int size() {
        return next;
    }

    /** How many consumers there are: numbers given out, less those that merged into others. */
    public int count() {
        return next - retired.cardinality();
    }

    @Override
    public void resolve(VarCharVector ids, int rows, int[] numbers) {
        ArrowBuf offsets = ids.getOffsetBuffer();
        ArrowBuf bytes = ids.getDataBuffer();
        for (int from = 0; from < rows; from += BLOCK) {
            int count = Math.min(BLOCK, rows - from);
            hash(offsets, bytes, from, count);
            for (int k = 0; k < count; k++) {
                int number = table.find(high[k], low[k]);
                numbers[from + k] = number == IdTable.NONE ? fresh(offsets, bytes, from + k, k) : number;
            }
        }
    }

    /** Hashes a block of identifiers, then looks at where they will be found: memory is fetched side by side. */
    private void hash(ArrowBuf offsets, ArrowBuf bytes, int row, int count) {
        int from = offsets.getInt(4L * row);
        for (int k = 0; k < count; k++) {
            int to = offsets.getInt(4L * (row + k + 1));
            hash.of(bytes, from, to - from);
            high[k] = hash.high();
            low[k] = hash.low();
            from = to;
        }
        for (int k = 0; k < count; k++) {
            peeked ^= table.peek(high[k]);
        }
    }

    private int fresh(ArrowBuf offsets, ArrowBuf bytes, int row, int k) {
        int from = offsets.getInt(4L * row);
        int number = next++;
        table.add(high[k], low[k], number);
        fresh.add(bytes, from, offsets.getInt(4L * (row + 1)) - from, number);
        return number;
    }

    /** Depends on every entry that was peeked at, so that no compiler leaves the peeking out. */
    long peeked() {
        return peeked;
    }

    /** The consumer of an identifier, or -1. */
    public int find(String id) {
        hash.of(id);
        return table.find(hash.high(), hash.low());
    }

    /** The consumer of an identifier; one never seen before becomes a new consumer. */
    public int number(String id) {
        int number = find(id);
        if (number == IdTable.NONE) {
            number = newConsumer();
            add(id, number);
        }
        return number;
    }

    /** Gives an identifier that nobody has to a consumer. */
    void add(String id, int number) {
        hash.of(id);
        table.add(hash.high(), hash.low(), number);
        fresh.add(id, number);
    }

    /** Puts back what an earlier refresh has written down. */
    void restore(VarCharVector ids, IntVector numbers, int rows) {
        ArrowBuf offsets = ids.getOffsetBuffer();
        ArrowBuf bytes = ids.getDataBuffer();
        int from = rows == 0 ? 0 : offsets.getInt(0);
        for (int i = 0; i < rows; i++) {
            int to = offsets.getInt(4L * (i + 1));
            hash.of(bytes, from, to - from);
            int number = numbers.get(i);
            table.add(hash.high(), hash.low(), number);
            next = Math.max(next, number + 1);
            from = to;
        }
    }

    /** Puts back which numbers have merged into others. */
    void retire(BitSet merged) {
        retired.or(merged);
        next = Math.max(next, merged.length());
    }

    /** A number that no one had before. */
    int newConsumer() {
        return next++;
    }

    /** Merged consumers' identifiers get the numbers of those they merged into. */
    void renumber(BitSet merged, IntUnaryOperator into) {
        table.renumber(number -> merged.get(number) ? into.applyAsInt(number) : number);
        fresh.renumber(number -> merged.get(number) ? into.applyAsInt(number) : number);
        retired.or(merged);
    }

    /** Identifiers since this was last asked. */
    NewIds takeFresh() {
        NewIds taken = fresh;
        fresh = new NewIds();
        return taken;
    }
}
