package io.tidebank.collect.journal.record;

import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a record, as {@link RecordWriter} wrote them. */
public final class RecordReader {

    private static final int NEW_TEXT = 1;
    private static final int FIRST_KNOWN = 2;
    private static final int MOST_SHIFT = 63;

    private final byte[] record;
    private final List<String> known = new ArrayList<>();
    private final Opener opener;
    private int at = RecordHead.BYTES;

    /** Opens what a {@link RecordWriter.Sealer} closed. */
    public interface Opener {
        String open(byte[] closed);
    }

    private RecordReader(byte[] record, Opener opener) {
        this.record = record;
        this.opener = opener;
    }

    /** JOURNAL_DAMAGED if the bytes are no record. */
    public static JournalRecord read(long position, byte[] record, Opener opener) {
        RecordHead.read(position, record);
        boolean marked = record[0] == RecordHead.MARKED;
        try {
            RecordReader reader = new RecordReader(record, opener);
            List<Touch> touches = new ArrayList<>();
            for (long left = reader.number(); left > 0; left--) {
                touches.add(reader.touch());
            }
            List<JournalRecord.Bad> bad = new ArrayList<>();
            for (long left = reader.number(); left > 0; left--) {
                bad.add(reader.bad(marked));
            }
            FeedMark mark = marked ? new FeedMark(reader.needed(), reader.needed()) : null;
            if (reader.at != record.length) {
                throw RecordHead.damaged(position);
            }
            return new JournalRecord(position, record.length, List.copyOf(touches), List.copyOf(bad), mark);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException | NullPointerException e) {
            throw RecordHead.damaged(position);
        }
    }

    private Touch touch() {
        String touchId = string();
        String source = needed();
        long occurred = signed();
        long received = occurred + signed();
        return new Touch(
                touchId,
                "",
                source,
                time(occurred),
                time(received),
                needed(),
                text(),
                text(),
                ids(),
                text(),
                text(),
                text(),
                text(),
                text(),
                decimal(),
                decimal(),
                text(),
                decimal(),
                text(),
                text(),
                text(),
                polarity(),
                text(),
                text());
    }

    private List<Identifier> ids() {
        List<Identifier> ids = new ArrayList<>();
        for (long left = number(); left > 0; left--) {
            ids.add(new Identifier(needed(), needed()));
        }
        return ids;
    }

    private JournalRecord.Bad bad(boolean placed) {
        return new JournalRecord.Bad(
                needed(),
                FaultReason.valueOf(needed()),
                needed(),
                opener.open(bytes()),
                time(signed()),
                placed ? signed() : 0);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private @Nullable BigDecimal decimal() {
        return record[at++] == 0 ? null : BigDecimal.valueOf(signed(), LiveEvent.SCALE);
    }

    private @Nullable Integer polarity() {
        boolean there = record[at++] != 0;
        int value = (int) signed();
        return there ? value : null;
    }

    private String needed() {
        return Objects.requireNonNull(text());
    }

    private @Nullable String text() {
        long reference = number();
        if (reference == 0) {
            return null;
        }
        if (reference == NEW_TEXT) {
            String text = string();
            known.add(text);
            return text;
        }
        return known.get(Math.toIntExact(Math.min(reference - FIRST_KNOWN, Integer.MAX_VALUE)));
    }

    private String string() {
        int length = length();
        String text = new String(record, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[length()];
        System.arraycopy(record, at, bytes, 0, bytes.length);
        at += bytes.length;
        return bytes;
    }

    private int length() {
        long length = number();
        if (length < 0 || length > record.length - at) {
            throw new IndexOutOfBoundsException(at);
        }
        return (int) length;
    }

    private long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    private long number() {
        long value = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            byte next = record[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException(at);
    }
}
