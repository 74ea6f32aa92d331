package io.tidebank.fold;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Keeps a shard's pages in a file between refreshes: a header, then per page its number, a checksum and its words. A
 * file that is damaged or does not fit is refused, and a full refresh makes a new one: state can always be rebuilt.
 */
public final class StateFile {

    private static final int MAGIC = 0x54494446;
    private static final int HEADER_BYTES = 16;
    private static final int PAGE_HEADER_BYTES = 8;

    private StateFile() {}

    /** Writes the pages to a new file. */
    public static void write(Path file, StatePages state) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int pages = pages(state);
            ByteBuffer header = buffer(HEADER_BYTES);
            header.putInt(MAGIC).putInt(state.words()).putInt(pages).putInt(~pages);
            write(channel, header);
            for (int number = 0; number < state.pageCount(); number++) {
                long[] page = state.pageOrNull(number);
                if (page != null) {
                    writePage(channel, number, page);
                }
            }
        } catch (IOException e) {
            throw new TidebankException(
                    FoldError.STATE_NOT_WRITTEN,
                    "State cannot be written to %s: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Reads a file into empty pages of the same width. */
    public static void read(Path file, StatePages into) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = read(channel, HEADER_BYTES, file);
            if (header.getInt() != MAGIC || header.getInt() != into.words()) {
                throw broken(file);
            }
            int pages = header.getInt();
            if (header.getInt() != ~pages) {
                throw broken(file);
            }
            for (int i = 0; i < pages; i++) {
                readPage(channel, file, into);
            }
            if (channel.position() < channel.size()) {
                throw broken(file);
            }
        } catch (IOException e) {
            throw new TidebankException(
                    FoldError.STATE_BROKEN, "State cannot be read from %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** True if there is a file; whether it is whole shows when it is read. */
    public static boolean exists(Path file) {
        return Files.isRegularFile(file);
    }

    private static int pages(StatePages state) {
        int pages = 0;
        for (int number = 0; number < state.pageCount(); number++) {
            pages += state.pageOrNull(number) == null ? 0 : 1;
        }
        return pages;
    }

    private static void writePage(FileChannel channel, int number, long[] page) throws IOException {
        ByteBuffer bytes = buffer(PAGE_HEADER_BYTES + page.length * Long.BYTES);
        bytes.position(PAGE_HEADER_BYTES);
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(page);
        int checksum = checksum(number, bytes.slice());
        bytes.putInt(0, number).putInt(4, checksum).position(bytes.limit());
        write(channel, bytes);
    }

    private static void readPage(FileChannel channel, Path file, StatePages into) throws IOException {
        ByteBuffer header = read(channel, PAGE_HEADER_BYTES, file);
        int number = header.getInt();
        int checksum = header.getInt();
        if (number < 0 || number > 1 << 20) {
            throw broken(file);
        }
        long[] page = into.pageNumber(number);
        ByteBuffer words = read(channel, page.length * Long.BYTES, file);
        if (checksum(number, words.duplicate()) != checksum) {
            throw broken(file);
        }
        words.asLongBuffer().get(page);
    }

    /** Of a page's words and the number that says where they belong. */
    private static int checksum(int number, ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer(Integer.BYTES).putInt(0, number));
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer read(FileChannel channel, int length, Path file) throws IOException {
        ByteBuffer bytes = buffer(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw broken(file);
            }
        }
        return bytes.flip();
    }

    private static TidebankException broken(Path file) {
        return new TidebankException(FoldError.STATE_BROKEN, "State file %s is damaged".formatted(file));
    }
}
