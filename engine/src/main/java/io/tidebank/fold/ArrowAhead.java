package io.tidebank.fold;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.util.TransferPair;
import org.jspecify.annotations.Nullable;

/** Reads Arrow batches ahead on a thread of its own, so that decoding goes on while those before are looked at. */
final class ArrowAhead implements AutoCloseable {

    /** Batches ahead: a short delay on one side leaves the other busy. */
    private static final int DEPTH = 3;

    private final ArrowReader reader;
    private final BufferAllocator allocator;
    private final ExecutorService ahead = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("touches").factory());

    /** Nothing is asked of a reader that has come to its end or has failed; used by the thread ahead alone. */
    private boolean ended;

    private final Deque<Future<@Nullable Columns>> coming = new ArrayDeque<>();

    /** @param reader used by this from now on; closed by the caller, afterwards */
    ArrowAhead(ArrowReader reader, BufferAllocator allocator) {
        this.reader = reader;
        this.allocator = allocator;
        for (int i = 0; i < DEPTH; i++) {
            coming.add(ahead.submit(this::load));
        }
    }

    /** One batch's columns, which are the holder's to close. */
    record Columns(List<ValueVector> vectors, int rows) implements AutoCloseable {

        @Override
        public void close() {
            vectors.forEach(ValueVector::close);
        }
    }

    /** The next batch; null at the end, after which it is not asked again. */
    @Nullable
    Columns next() throws IOException {
        Columns batch = await();
        if (batch != null) {
            coming.add(ahead.submit(this::load));
        }
        return batch;
    }

    /** The reader keeps one set of vectors: what it has read moves to others before it reads on. */
    private @Nullable Columns load() throws IOException {
        if (ended) {
            return null;
        }
        ended = true;
        if (!reader.loadNextBatch()) {
            return null;
        }
        VectorSchemaRoot batch = reader.getVectorSchemaRoot();
        List<ValueVector> moved = new ArrayList<>();
        for (FieldVector vector : batch.getFieldVectors()) {
            TransferPair transfer = vector.getTransferPair(allocator);
            transfer.transfer();
            moved.add(transfer.getTo());
        }
        ended = false;
        return new Columns(moved, batch.getRowCount());
    }

    private @Nullable Columns await() throws IOException {
        try {
            return coming.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IOException(e.getCause());
        }
    }

    /** Waits for the batches that are being read, and lets go of them. */
    @Override
    public void close() {
        ahead.close();
        for (Future<@Nullable Columns> next : coming) {
            Columns unread = next.state() == Future.State.SUCCESS ? next.resultNow() : null;
            if (unread != null) {
                unread.close();
            }
        }
    }
}
