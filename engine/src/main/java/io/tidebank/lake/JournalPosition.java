package io.tidebank.lake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a journal's records are in a table: up to and with this position. It is written in the summary of the very
 * snapshot that brings them, so that touches and position are there together or not at all; every later commit repeats it.
 *
 * @param journal which journal
 * @param position the last of its positions that the table holds
 * @param feeds how far each feed has been read with what the table holds, by its name; the journals before this one count
 */
public record JournalPosition(String journal, long position, Map<String, String> feeds) {

    /** What the import ids of a journal's touches begin with. */
    public static final String BATCH = "live-";

    /** Properties of a snapshot. */
    static final String JOURNAL_ID = "tidebank.journal-id";

    static final String JOURNAL_POSITION = "tidebank.journal-position";

    /** What the properties of feeds begin with; their names follow. */
    static final String FEED = "tidebank.feed.";

    public JournalPosition {
        feeds = Map.copyOf(feeds);
    }

    /** A journal that no feed brought anything to. */
    public JournalPosition(String journal, long position) {
        this(journal, position, Map.of());
    }

    /** As properties of a snapshot. */
    public Map<String, String> summary() {
        Map<String, String> summary = new HashMap<>();
        summary.put(JOURNAL_ID, journal);
        summary.put(JOURNAL_POSITION, Long.toString(position));
        feeds.forEach((feed, reached) -> summary.put(FEED + feed, reached));
        return summary;
    }

    /** The position in a snapshot's summary. */
    public static Optional<JournalPosition> in(Map<String, String> summary) {
        String id = summary.get(JOURNAL_ID);
        String position = summary.get(JOURNAL_POSITION);
        if (id == null || position == null) {
            return Optional.empty();
        }
        Map<String, String> feeds = new HashMap<>();
        summary.forEach((property, value) -> {
            if (property.startsWith(FEED)) {
                feeds.put(property.substring(FEED.length()), value);
            }
        });
        return Optional.of(new JournalPosition(id, Long.parseLong(position), feeds));
    }
}
