package io.tidebank.lake;

import java.util.Map;
import java.util.Optional;

/**
 * How far a journal's records are in a table: up to and with this position. It is written in the summary of the very
 * snapshot that brings them, so that touches and position are there together or not at all; every later commit repeats it.
 *
 * @param journal which journal
 * @param position the last of its positions that the table holds
 */
public record JournalPosition(String journal, long position) {

    /** What the import ids of a journal's touches begin with. */
    public static final String BATCH = "live-";

    /** Properties of a snapshot. */
    static final String JOURNAL_ID = "tidebank.journal-id";

    static final String JOURNAL_POSITION = "tidebank.journal-position";

    /** As properties of a snapshot. */
    public Map<String, String> summary() {
        return Map.of(JOURNAL_ID, journal, JOURNAL_POSITION, Long.toString(position));
    }

    /** The position in a snapshot's summary. */
    public static Optional<JournalPosition> in(Map<String, String> summary) {
        String id = summary.get(JOURNAL_ID);
        String position = summary.get(JOURNAL_POSITION);
        return id == null || position == null
                ? Optional.empty()
                : Optional.of(new JournalPosition(id, Long.parseLong(position)));
    }
}
