package io.tidebank.collect.journal;

import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.JournalPosition;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;

/**
 * Which journal this is, and whether it and the lake belong together. Either may have been deleted, or restored from a
 * backup of another day; then touches would be lost or counted twice without a word.
 *
 * @param id the journal's name
 * @param committed the last position that the lake holds of it
 */
record JournalLineage(String id, long committed) {

    private static final String ID = "id";
    private static final String FOLLOWS = "follows";
    private static final String WAY_ON =
            "Restore both from the same backup; or move %s away to go on without what only it holds";

    /**
     * Names a new journal after where the lake stood, and compares a known one with the lake.
     *
     * @param trimmed the last position that the journal has given away
     */
    static JournalLineage establish(JournalDb db, long trimmed, Optional<JournalPosition> lake) {
        String id = db.word(ID);
        if (id == null) {
            return new JournalLineage(begin(db, lake), 0);
        }
        if (lake.isEmpty() || !lake.get().journal().equals(id)) {
            return new JournalLineage(id, first(db, id, trimmed, lake.orElse(null)));
        }
        long position = lake.get().position();
        if (position < trimmed) {
            throw aheadOfLake(db, trimmed, "position " + position);
        }
        return new JournalLineage(id, position);
    }

    /** Whether another journal has brought touches into the lake before this one did. */
    static boolean follows(JournalDb db) {
        String before = db.word(FOLLOWS);
        return before != null && !before.isEmpty();
    }

    private static String begin(JournalDb db, Optional<JournalPosition> lake) {
        String id = UUID.randomUUID().toString();
        db.run(it -> {
            try (WriteBatch batch = new WriteBatch()) {
                db.word(batch, ID, id);
                db.word(batch, FOLLOWS, lake.map(JournalLineage::text).orElse(""));
                it.write(db.options.forced, batch);
            }
            return id;
        });
        return id;
    }

    /** A journal of which the lake has nothing yet; right only if it never gave anything away. */
    private static long first(JournalDb db, String id, long trimmed, @Nullable JournalPosition lake) {
        if (lake == null) {
            if (trimmed > 0) {
                throw aheadOfLake(db, trimmed, "nothing of this journal");
            }
            return 0;
        }
        if (trimmed > 0 || !text(lake).equals(db.word(FOLLOWS))) {
            throw new TidebankException(
                    JournalError.JOURNAL_FOREIGN,
                    ("The lake holds touches up to position %d of journal %s; this journal is %s and does not follow it. "
                                    + WAY_ON)
                            .formatted(lake.position(), lake.journal(), id, db.folder));
        }
        return 0;
    }

    private static TidebankException aheadOfLake(JournalDb db, long trimmed, String lake) {
        return new TidebankException(
                JournalError.JOURNAL_AHEAD_OF_LAKE,
                ("The journal has given away all up to position %d, and the lake holds %s: it is an older one. "
                                + WAY_ON)
                        .formatted(trimmed, lake, db.folder));
    }

    private static String text(JournalPosition position) {
        return position.journal() + ":" + position.position();
    }
}
