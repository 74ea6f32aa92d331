package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.journal.record.RecordHead;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.DiskSync;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;

/**
 * The journal on the disk: records by position, event keys by slice, and a few words about both. One thread writes; any
 * may read. A reader holds the database open: to use it closed would be the end of the process.
 */
final class JournalDb implements AutoCloseable {

    static final byte[] NOTHING = {};

    private static final byte[] RECORDS = "records".getBytes(StandardCharsets.UTF_8);
    private static final String SLICE = "seen-";

    final Path folder;
    final RocksOptions options;
    private final RocksDB db;
    private final ColumnFamilyHandle words;
    private final ColumnFamilyHandle records;
    private final TreeMap<SliceName, ColumnFamilyHandle> slices = new TreeMap<>();
    private final StampedLock open = new StampedLock();
    private boolean closed;

    private JournalDb(Path folder, RocksOptions options, RocksDB db, List<ColumnFamilyHandle> handles)
            throws RocksDBException {
        this.folder = folder;
        this.options = options;
        this.db = db;
        this.words = handles.getFirst();
        ColumnFamilyHandle found = null;
        for (ColumnFamilyHandle handle : handles.subList(1, handles.size())) {
            String name = new String(handle.getName(), StandardCharsets.UTF_8);
            if (name.startsWith(SLICE)) {
                slices.put(SliceName.parse(name.substring(SLICE.length())), handle);
            } else {
                found = handle;
            }
        }
        this.records =
                found == null ? db.createColumnFamily(new ColumnFamilyDescriptor(RECORDS, options.records)) : found;
    }

    static JournalDb open(Path folder, RocksMemory memory) {
        RocksOptions options = new RocksOptions(memory);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            DiskSync.makeFolder(folder);
            RocksDB db = RocksDB.open(options.database, folder.toString(), families(folder, options), handles);
            return new JournalDb(folder, options, db, handles);
        } catch (RocksDBException e) {
            options.close();
            throw broken(folder, e);
        } catch (IOException e) {
            options.close();
            throw new TidebankException(
                    JournalError.JOURNAL_FAILED, "%s cannot be made: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static List<ColumnFamilyDescriptor> families(Path folder, RocksOptions options) throws RocksDBException {
        List<byte[]> names;
        try (Options listing = new Options()) {
            names = RocksDB.listColumnFamilies(listing, folder.toString());
        }
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.records));
        for (byte[] name : names) {
            String text = new String(name, StandardCharsets.UTF_8);
            if (!text.equals("default")) {
                families.add(new ColumnFamilyDescriptor(name, text.startsWith(SLICE) ? options.keys : options.records));
            }
        }
        return families;
    }

    /** A step on the open database. */
    interface Step<T> {
        T run(RocksDB db) throws RocksDBException;
    }

    /** Runs a step while the database stays open; JOURNAL_UNAVAILABLE if it is closed. */
    <T> T run(Step<T> step) {
        long stamp = enter();
        try {
            return step.run(db);
        } catch (RocksDBException e) {
            throw broken(folder, e);
        } finally {
            open.unlockRead(stamp);
        }
    }

    private long enter() {
        long stamp = open.readLock();
        if (closed) {
            open.unlockRead(stamp);
            throw new TidebankException(
                    JournalError.JOURNAL_UNAVAILABLE, "The journal in %s is not open just now".formatted(folder));
        }
        return stamp;
    }

    @Nullable
    String word(String name) {
        byte[] word = run(it -> it.get(words, options.checked, name.getBytes(StandardCharsets.UTF_8)));
        return word == null ? null : new String(word, StandardCharsets.UTF_8);
    }

    void word(WriteBatch batch, String name, String word) throws RocksDBException {
        batch.put(words, name.getBytes(StandardCharsets.UTF_8), word.getBytes(StandardCharsets.UTF_8));
    }

    void forget(WriteBatch batch, String name) throws RocksDBException {
        batch.delete(words, name.getBytes(StandardCharsets.UTF_8));
    }

    ColumnFamilyHandle records() {
        return records;
    }

    /** The slices of event keys. */
    NavigableMap<SliceName, ColumnFamilyHandle> slices() {
        return slices;
    }

    ColumnFamilyHandle addSlice(SliceName name) {
        byte[] family = (SLICE + name.text()).getBytes(StandardCharsets.UTF_8);
        return slices.computeIfAbsent(
                name, _ -> run(it -> it.createColumnFamily(new ColumnFamilyDescriptor(family, options.keys))));
    }

    void dropSlice(SliceName name) {
        ColumnFamilyHandle slice = slices.remove(name);
        if (slice != null) {
            run(it -> {
                it.dropColumnFamily(slice);
                return true;
            });
            slice.close();
        }
    }

    static byte[] key(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }

    /** The head of the last record at or before a position; null if there is none. */
    @Nullable
    RecordHead headAt(long position) {
        Optional<RecordHead> head = run(it -> {
            try (RocksIterator records = it.newIterator(this.records, options.once)) {
                records.seekForPrev(key(position));
                records.status();
                return records.isValid()
                        ? Optional.of(RecordHead.read(position(records), records.value()))
                        : Optional.empty();
            }
        });
        return head.orElse(null);
    }

    /** The position of the last record; 0 if there is none. */
    long lastPosition() {
        return run(it -> {
            try (RocksIterator records = it.newIterator(this.records, options.once)) {
                records.seekToLast();
                records.status();
                return records.isValid() ? position(records) : 0;
            }
        });
    }

    /** Gives the disk back what records up to a position took. */
    void compact(long position) {
        run(it -> {
            it.deleteFilesInRanges(records, List.of(key(0), key(position)), true);
            it.compactRange(records, key(0), key(position));
            return true;
        });
    }

    /** The head of the first record after a position; null if there is none. */
    @Nullable
    RecordHead headAfter(long position) {
        try (Cursor cursor = after(position)) {
            return cursor.next() ? RecordHead.read(cursor.position(), cursor.record()) : null;
        }
    }

    /** The records after a position, in order. No write waits for a cursor, but closing does. */
    Cursor after(long position) {
        return new Cursor(enter(), position);
    }

    private static long position(RocksIterator records) {
        return ByteBuffer.wrap(records.key()).getLong();
    }

    /** A walk over records. */
    final class Cursor implements AutoCloseable {

        private final long stamp;
        private final RocksIterator records;
        private final byte[] first;
        private boolean begun;

        private Cursor(long stamp, long after) {
            this.stamp = stamp;
            this.first = key(after + 1);
            this.records = db.newIterator(JournalDb.this.records, options.once);
        }

        /** Steps on to the next record; false at the end. */
        boolean next() {
            if (begun) {
                records.next();
            } else {
                records.seek(first);
                begun = true;
            }
            try {
                records.status();
            } catch (RocksDBException e) {
                throw broken(folder, e);
            }
            return records.isValid();
        }

        long position() {
            return JournalDb.position(records);
        }

        byte[] record() {
            return records.value();
        }

        @Override
        public void close() {
            records.close();
            open.unlockRead(stamp);
        }
    }

    @Override
    public void close() {
        long stamp = open.writeLock();
        try {
            if (!closed) {
                closed = true;
                slices.values().forEach(ColumnFamilyHandle::close);
                records.close();
                words.close();
                db.close();
                options.close();
            }
        } finally {
            open.unlockWrite(stamp);
        }
    }

    static TidebankException broken(Path folder, RocksDBException e) {
        Status status = e.getStatus();
        boolean damaged = status != null && status.getCode() == Status.Code.Corruption;
        if (damaged) {
            return new TidebankException(
                    JournalError.JOURNAL_DAMAGED,
                    "%s is damaged: %s. See 'A damaged journal' in docs/operate/journal.md"
                            .formatted(folder, e.getMessage()),
                    e);
        }
        return new TidebankException(
                JournalError.JOURNAL_FAILED, "%s cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
}
