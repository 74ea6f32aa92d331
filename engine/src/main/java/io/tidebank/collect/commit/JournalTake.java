package io.tidebank.collect.commit;

import io.tidebank.collect.journal.JournalRecords;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.JournalRecord;
import io.tidebank.error.TidebankException;
import io.tidebank.touch.Touch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What one commit takes from the journal: whole records, until enough touches or bytes have come. Touches are handed on as
 * they are read, so that a large take needs no more memory than a small one; bad events gather, until their texts are enough.
 */
final class JournalTake implements Iterator<Touch> {

    /** Characters of bad events: they wait in memory until they are put aside together. */
    private static final long BAD_TEXT = 16L << 20;

    private final JournalRecords records;
    private final CommitSettings settings;
    private final List<JournalRecord.Bad> bad = new ArrayList<>();
    private final Map<String, String> feeds = new HashMap<>();
    private Iterator<Touch> current = Collections.emptyIterator();
    private long position;
    private long touches;
    private long bytes;
    private long badText;
    private boolean full;
    private @Nullable TidebankException failure;

    /** @param position where the lake stands */
    JournalTake(JournalRecords records, CommitSettings settings, long position) {
        this.records = records;
        this.settings = settings;
        this.position = position;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && !full) {
            @Nullable JournalRecord record = enough() ? null : read();
            full = record == null;
            if (record != null) {
                take(record);
            }
        }
        return current.hasNext();
    }

    /** DuckDB, which asks for rows, passes on no more of a failure than its text; it is kept here. */
    private @Nullable JournalRecord read() {
        try {
            return records.next();
        } catch (TidebankException e) {
            failure = e;
            throw e;
        }
    }

    /** Throws what kept records from being read, if anything did. */
    void check() {
        TidebankException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    private boolean enough() {
        return touches + bad.size() >= settings.touches() || bytes >= settings.bytes() || badText >= BAD_TEXT;
    }

    private void take(JournalRecord record) {
        position = record.position();
        bytes += record.bytes();
        touches += record.touches().size();
        for (JournalRecord.Bad event : record.bad()) {
            bad.add(event);
            badText += event.raw().length();
        }
        FeedMark mark = record.mark();
        if (mark != null) {
            feeds.put(mark.feed(), mark.position());
        }
        current = record.touches().iterator();
    }

    @Override
    public Touch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    /** The position of the last record taken. */
    long position() {
        return position;
    }

    /** How far feeds had been read with what was taken, by their names. */
    Map<String, String> feeds() {
        return feeds;
    }

    long touches() {
        return touches;
    }

    List<JournalRecord.Bad> bad() {
        return bad;
    }
}
