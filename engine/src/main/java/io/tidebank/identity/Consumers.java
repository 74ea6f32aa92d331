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
        int from = offsets.getInt(0);
        for (int i = 0; i < rows; i++) {
            int to = offsets.getInt(4L * (i + 1));
            hash.of(bytes, from, to - from);
            int number = table.find(hash.high(), hash.low());
            if (number == IdTable.NONE) {
                number = next++;
                table.add(hash.high(), hash.low(), number);
                fresh.add(bytes, from, to - from, number);
            }
            numbers[i] = number;
            from = to;
        }
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
