package io.tidebank.market.write;

import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.DraftSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns the order of people into the order of time on disk: drafts go into runs, each of one block of people and one
 * slice of time, and a slice reads back its runs by block. What is read does not depend on who wrote first.
 */
final class Spool implements AutoCloseable {

    private static final int DRAFT_BYTES = Draft.WORDS * Long.BYTES;
    private static final int BUFFERS_BYTES = 96 << 20;
    private static final int SMALLEST_RUN = 1 << 11;
    private static final int LARGEST_RUN = 1 << 16;

    private final FileChannel file;
    private final AtomicLong end = new AtomicLong();
    private final Slices slices;
    private final List<RunList> runs = new ArrayList<>();

    Spool(Path path, Slices slices) throws IOException {
        this.slices = slices;
        file = FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        for (int slice = 0; slice < slices.count(); slice++) {
            runs.add(new RunList());
        }
    }

    /** A thread's own way in. */
    Writer writer() {
        return new Writer();
    }

    int rows(int slice) {
        return runs.get(slice).rows;
    }

    /** Every draft of a slice, packed, by person and then as he lived. */
    long[] read(int slice) throws IOException {
        RunList list = runs.get(slice);
        long[] words = new long[Math.multiplyExact(list.rows, Draft.WORDS)];
        int at = 0;
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_RUN);
        for (Run run : list.sorted()) {
            buffer.clear().limit(run.bytes);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, run.offset + buffer.position()) < 0) {
                    throw new IOException("The spool ends before its run at " + run.offset);
                }
            }
            buffer.flip().asLongBuffer().get(words, at, run.bytes / Long.BYTES);
            at += run.bytes / Long.BYTES;
        }
        return words;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Collects the drafts of one thread. */
    final class Writer implements DraftSink {

        private final ByteBuffer[] buffers = new ByteBuffer[slices.count()];
        private final long[] words = new long[Draft.WORDS];
        private final int runBytes =
                Math.clamp(BUFFERS_BYTES / slices.count(), SMALLEST_RUN, LARGEST_RUN) / DRAFT_BYTES * DRAFT_BYTES;
        private int block;

        void begin(int peopleBlock) {
            block = peopleBlock;
        }

        @Override
        public void take(Draft draft) {
            int slice = slices.at(draft.arrivalMillis());
            ByteBuffer buffer = buffers[slice];
            if (buffer == null) {
                buffer = ByteBuffer.allocate(runBytes);
                buffers[slice] = buffer;
            }
            draft.pack(words, 0);
            for (long word : words) {
                buffer.putLong(word);
            }
            if (!buffer.hasRemaining()) {
                flush(slice, buffer);
            }
        }

        /** Writes out what is left of this block of people. */
        void end() {
            for (int slice = 0; slice < buffers.length; slice++) {
                ByteBuffer buffer = buffers[slice];
                if (buffer != null && buffer.position() > 0) {
                    flush(slice, buffer);
                }
            }
        }

        private void flush(int slice, ByteBuffer buffer) {
            int bytes = buffer.flip().limit();
            long offset = end.getAndAdd(bytes);
            try {
                while (buffer.hasRemaining()) {
                    file.write(buffer, offset + buffer.position());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            buffer.clear();
            runs.get(slice).add(block, offset, bytes);
        }
    }

    private record Run(int block, long offset, int bytes) implements Comparable<Run> {

        @Override
        public int compareTo(Run other) {
            int byBlock = Integer.compare(block, other.block);
            return byBlock != 0 ? byBlock : Long.compare(offset, other.offset);
        }
    }

    /** The runs of one slice, packed: a block is written by one thread, so its runs lie in order of offset. */
    private static final class RunList {

        private long[] entries = new long[8];
        private int count;
        private int rows;

        synchronized void add(int block, long offset, int bytes) {
            if (count * 2 == entries.length) {
                entries = Arrays.copyOf(entries, entries.length * 2);
            }
            entries[count * 2] = (long) block << 32 | bytes;
            entries[count * 2 + 1] = offset;
            count++;
            rows += bytes / DRAFT_BYTES;
        }

        synchronized List<Run> sorted() {
            List<Run> sorted = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                sorted.add(new Run((int) (entries[i * 2] >>> 32), entries[i * 2 + 1], (int) entries[i * 2]));
            }
            sorted.sort(null);
            return sorted;
        }
    }
}
