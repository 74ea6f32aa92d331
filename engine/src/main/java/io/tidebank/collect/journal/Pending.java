package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.EventKey;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import io.tidebank.collect.journal.record.RecordWriter;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A batch on its way to the disk, made ready by the caller's thread so that the one writer has little to do. */
final class Pending {

    final LiveBatch batch;
    final byte[] record;
    final List<EventKey> events = new ArrayList<>();
    final List<EventKey> bad = new ArrayList<>();
    private final CompletableFuture<Ack> answer = new CompletableFuture<>();

    /** What stands for a bad event that nobody named: it is never known. */
    static final EventKey UNNAMED = new EventKey(0, 0);

    Pending(LiveBatch batch, RecordWriter.Sealer sealer) {
        this.batch = batch;
        this.record = RecordWriter.write(batch, sealer);
        batch.events().forEach(event -> events.add(EventKey.of(event)));
        for (QuarantinedEvent event : batch.bad()) {
            String name = event.dedupKey();
            bad.add(name == null ? UNNAMED : EventKey.bad(event.source(), name));
        }
    }

    void done(Ack ack) {
        answer.complete(ack);
    }

    void failed(TidebankException cause) {
        answer.completeExceptionally(cause);
    }

    /** Waits for the disk's answer. */
    Ack await() {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidebankException(
                    JournalError.JOURNAL_WRITE_UNKNOWN,
                    "The wait for the disk was interrupted; to send the same events again is safe",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TidebankException cause) {
                throw new TidebankException(cause.code(), String.valueOf(cause.getMessage()), cause);
            }
            throw new IllegalStateException("The journal's writer failed in an unexpected way", e);
        }
    }
}
