package io.tidebank.collect.journal;

import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The one thread that writes: takes all that waits, writes it with one force of the disk, and answers. While the disk
 * works the next group gathers. It is a thread of the system's: calls into RocksDB would pin virtual ones.
 */
final class GroupCommit implements AutoCloseable {

    /** Enough for the force of the disk to be a small part, and few enough that no one waits long. */
    private static final long GROUP_BYTES = 4L << 20;

    private static final long LOOK_EVERY_MILLIS = 1000;

    private final BlockingQueue<Pending> waiting;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final int mostRequests;
    private final long mostBytes;
    private final Writer writer;
    private final Thread thread;

    /** What is written together; the thread's own. Those in it wait for an answer. */
    private final List<Pending> group;

    /** Why the group could not be written, as long as it has not been told so; the thread's own. */
    private @Nullable Throwable failure;

    private volatile boolean closing;
    private volatile boolean ended;
    private volatile @Nullable TidebankException broken;

    /** What the thread works with. */
    interface Writer {

        List<Ack> write(List<Pending> group) throws RocksDBException;

        /** Makes a database that refused a write fit again, or throws. */
        void reopen();

        /** Called every second or so. */
        void look();
    }

    GroupCommit(String name, JournalSettings settings, Writer writer) {
        this.mostRequests = settings.waitingRequests();
        this.waiting = new ArrayBlockingQueue<>(mostRequests);
        this.group = new ArrayList<>(mostRequests);
        this.mostBytes = settings.waitingBytes();
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Lets a batch wait for the disk; false if too much waits already. */
    boolean enter(Pending pending) {
        TidebankException problem = broken;
        if (problem != null) {
            throw new TidebankException(problem.code(), String.valueOf(problem.getMessage()), problem);
        }
        if (closing) {
            throw closed();
        }
        int bytes = pending.record.length;
        if (waitingBytes.addAndGet(bytes) > mostBytes + bytes || !waiting.offer(pending)) {
            waitingBytes.addAndGet(-bytes);
            return false;
        }
        if (ended) {
            refuse(closed());
        }
        return true;
    }

    /** Why nothing can be written at present; null if it can. */
    @Nullable
    TidebankException problem() {
        return ended && !closing ? closed() : broken;
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty() || failure != null) {
                round();
            }
        } finally {
            ended = true;
            refuse(closed());
        }
    }

    /** Whatever happens in it, there is a next one: who waits is answered, and nobody else could write. */
    private void round() {
        try {
            Throwable cause = failure;
            if (cause == null) {
                write();
            } else {
                breakOff(cause);
            }
            group.clear();
            failure = null;
        } catch (RocksDBException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private void write() throws RocksDBException {
        gather();
        if (broken != null) {
            writer.reopen();
            broken = null;
        }
        writer.look();
        if (!group.isEmpty()) {
            List<Ack> answers = writer.write(group);
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).done(answers.get(i));
            }
        }
    }

    /** The group has room for all that it takes, so that none is lost on the way into it. */
    private void gather() {
        try {
            Pending next = waiting.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            long bytes = 0;
            while (next != null) {
                group.add(next);
                bytes += next.record.length;
                waitingBytes.addAndGet(-next.record.length);
                next = bytes < GROUP_BYTES && group.size() < mostRequests ? waiting.poll() : null;
            }
        } catch (InterruptedException e) {
            // close() wakes the thread so; the loop sees why.
        }
    }

    /** After a refused write nobody knows what is on the disk until the database has been opened anew. */
    private void breakOff(Throwable cause) {
        TidebankException unknown = new TidebankException(
                JournalError.JOURNAL_WRITE_UNKNOWN,
                "The disk refused a write of the journal: %s. To send the same events again is safe"
                        .formatted(cause.getMessage()),
                cause);
        if (broken == null) {
            System.getLogger(GroupCommit.class.getName()).log(System.Logger.Level.ERROR, thread.getName(), cause);
        }
        broken = new TidebankException(
                JournalError.JOURNAL_UNAVAILABLE,
                "The journal takes nothing until the disk does, and tries again every second: %s"
                        .formatted(cause.getMessage()),
                cause);
        group.forEach(pending -> pending.failed(unknown));
        refuse(broken);
    }

    private void refuse(TidebankException cause) {
        for (Pending pending = waiting.poll(); pending != null; pending = waiting.poll()) {
            waitingBytes.addAndGet(-pending.record.length);
            pending.failed(cause);
        }
    }

    private static TidebankException closed() {
        return new TidebankException(JournalError.JOURNAL_CLOSED, "The journal is closed");
    }

    /** Writes what waits, and ends the thread. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
