package io.tidebank.fold;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.zip.CRC32C;

/**
 * Keeps the words of the consumers that one refresh has changed in a file beside the pages of {@link StateFile}: blocks
 * of a count, a checksum and, for each consumer, its number and its words. All blocks but the last are full, so that a
 * file that was cut is known by it. A damaged file is refused.
 */
public final class StateChanges {

    private static final int BLOCK_CONSUMERS = 4096;
    private static final int HEADER_LONGS = 2;

    private StateChanges() {}

    /** Writes the words of these consumers to a new file. */
    public static void write(Path file, StatePages state, BitSet consumers) {
        ByteBuffer bytes = block(state.words());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            LongBuffer words = bytes.asLongBuffer().position(HEADER_LONGS);
            for (int consumer = consumers.nextSetBit(0); consumer >= 0; consumer = consumers.nextSetBit(consumer + 1)) {
                if (!state.has(consumer)) {
                    continue;
                }
                words.put(consumer).put(state.page(consumer), state.at(consumer), state.words());
                if (!words.hasRemaining()) {
                    write(channel, bytes, words, state.words());
                    words.position(HEADER_LONGS);
                }
            }
            write(channel, bytes, words, state.words());
        } catch (IOException e) {
            throw new TidebankException(
                    FoldError.STATE_NOT_WRITTEN,
                    "State cannot be written to %s: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Puts the words of a file in their places. */
    public static void read(Path file, StatePages into) {
        ByteBuffer bytes = block(into.words());
        try (FileChannel channel = FileChannel.open(file)) {
            long count = BLOCK_CONSUMERS;
            while (count == BLOCK_CONSUMERS) {
                fill(channel, bytes.clear().limit(HEADER_LONGS * Long.BYTES), file);
                count = bytes.getLong(0);
                if (count < 0 || count > BLOCK_CONSUMERS) {
                    throw broken(file);
                }
                int end = HEADER_LONGS * Long.BYTES + (int) count * (1 + into.words()) * Long.BYTES;
                fill(channel, bytes.limit(end), file);
                if (checksum(bytes, end) != bytes.getLong(Long.BYTES)) {
                    throw broken(file);
                }
                put(bytes.clear().asLongBuffer().position(HEADER_LONGS), (int) count, into, file);
            }
            if (channel.position() < channel.size()) {
                throw broken(file);
            }
        } catch (IOException e) {
            throw new TidebankException(
                    FoldError.STATE_BROKEN, "State cannot be read from %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void put(LongBuffer words, int count, StatePages into, Path file) {
        for (int i = 0; i < count; i++) {
            long consumer = words.get();
            if (consumer < 0 || consumer > Integer.MAX_VALUE) {
                throw broken(file);
            }
            words.get(into.page((int) consumer), into.at((int) consumer), into.words());
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, LongBuffer words, int width) throws IOException {
        int end = words.position() * Long.BYTES;
        bytes.putLong(0, (words.position() - HEADER_LONGS) / (1 + width));
        bytes.putLong(Long.BYTES, checksum(bytes, end));
        bytes.clear().limit(end);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        bytes.clear();
    }

    private static void fill(FileChannel channel, ByteBuffer bytes, Path file) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw broken(file);
            }
        }
    }

    private static long checksum(ByteBuffer bytes, int end) {
        CRC32C checksum = new CRC32C();
        int from = HEADER_LONGS * Long.BYTES;
        checksum.update(bytes.duplicate().clear().slice(from, end - from));
        return checksum.getValue();
    }

    private static ByteBuffer block(int width) {
        int longs = HEADER_LONGS + BLOCK_CONSUMERS * (1 + width);
        return ByteBuffer.allocateDirect(longs * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TidebankException broken(Path file) {
        return new TidebankException(FoldError.STATE_BROKEN, "State file %s is damaged".formatted(file));
    }
}
