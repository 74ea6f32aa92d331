package io.tidebank.collect.journal.record;

import io.tidebank.error.TidebankException;
import java.nio.ByteBuffer;

/**
 * The fixed beginning of a record. Its counts run on from record to record, so that what lies between any two positions
 * is a subtraction.
 *
 * @param writtenAt when it was written, milliseconds since 1970
 * @param events events, good and bad, up to and with this record, since the journal was made
 * @param bytes bytes of records, likewise
 */
public record RecordHead(long writtenAt, long events, long bytes) {

    public static final RecordHead NONE = new RecordHead(0, 0, 0);
    static final int BYTES = 1 + 3 * Long.BYTES;

    /** What a record is that no feed brought. */
    static final byte PLAIN = 1;

    /** The same with the places of bad events, and the mark of a feed at its end; only such records are unknown to a Tidebank before feeds. */
    static final byte MARKED = 2;

    /** The head of the record after this one. */
    public RecordHead next(long now, int moreEvents, int moreBytes) {
        return new RecordHead(now, events + moreEvents, bytes + moreBytes);
    }

    /** Fills in the head of a record behind its format. */
    public void write(byte[] record) {
        ByteBuffer.wrap(record, 1, BYTES - 1).putLong(writtenAt).putLong(events).putLong(bytes);
    }

    /** JOURNAL_TOO_NEW, or JOURNAL_DAMAGED if it is none. */
    public static RecordHead read(long position, byte[] record) {
        if (record.length < BYTES || record[0] < 1) {
            throw damaged(position);
        }
        if (record[0] > MARKED) {
            throw new TidebankException(
                    JournalError.JOURNAL_TOO_NEW,
                    "Record %d of the journal has format %d; this Tidebank knows %d. Use a newer Tidebank"
                            .formatted(position, record[0], MARKED));
        }
        ByteBuffer head = ByteBuffer.wrap(record, 1, BYTES - 1);
        return new RecordHead(head.getLong(), head.getLong(), head.getLong());
    }

    static TidebankException damaged(long position) {
        return new TidebankException(
                JournalError.JOURNAL_DAMAGED,
                "Record %d of the journal is not what was written. Restore the home from a backup, or see 'A damaged journal' in docs/operate/journal.md"
                        .formatted(position));
    }
}
