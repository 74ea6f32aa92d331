package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.collect.journal.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** A walk over a journal's records in order. Not for two threads at a time. */
public final class JournalRecords implements AutoCloseable {

    private final JournalDb.Cursor cursor;
    private final RecordReader.Opener opener;

    JournalRecords(JournalDb.Cursor cursor, RecordReader.Opener opener) {
        this.cursor = cursor;
        this.opener = opener;
    }

    /** The next record; null at the end. JOURNAL_DAMAGED if it is not what was written. */
    public @Nullable JournalRecord next() {
        return cursor.next() ? RecordReader.read(cursor.position(), cursor.record(), opener) : null;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
