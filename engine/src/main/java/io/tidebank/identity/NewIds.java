package io.tidebank.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.memory.ArrowBuf;

/** Identifiers met for the first time, kept as bytes until the refresh writes them down. */
final class NewIds {

    static final int BLOCK_IDS = 1 << 16;

    /** A block of identifiers: bytes one after the other, where each ends, and whose it is. */
    static final class Block {

        byte[] bytes = new byte[BLOCK_IDS * 24];
        final int[] ends = new int[BLOCK_IDS];
        final int[] numbers = new int[BLOCK_IDS];
        int size;

        private int used() {
            return size == 0 ? 0 : ends[size - 1];
        }

        private int reserve(int length) {
            int from = used();
            if (from + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, from + length));
            }
            return from;
        }

        private void close(int end, int number) {
            ends[size] = end;
            numbers[size] = number;
            size++;
        }
    }

    private final List<Block> blocks = new ArrayList<>();
    private int count;

    void add(ArrowBuf buffer, long from, int length, int number) {
        Block block = room();
        int at = block.reserve(length);
        buffer.getBytes(from, block.bytes, at, length);
        block.close(at + length, number);
    }

    void add(String id, int number) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        Block block = room();
        int at = block.reserve(bytes.length);
        System.arraycopy(bytes, 0, block.bytes, at, bytes.length);
        block.close(at + bytes.length, number);
    }

    List<Block> blocks() {
        return blocks;
    }

    int count() {
        return count;
    }

    void renumber(IntUnaryOperator next) {
        for (Block block : blocks) {
            for (int i = 0; i < block.size; i++) {
                block.numbers[i] = next.applyAsInt(block.numbers[i]);
            }
        }
    }

    private Block room() {
        if (blocks.isEmpty() || blocks.getLast().size == BLOCK_IDS) {
            blocks.add(new Block());
        }
        count++;
        return blocks.getLast();
    }
}
