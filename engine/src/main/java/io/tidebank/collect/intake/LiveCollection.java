package io.tidebank.collect.intake;

import io.tidebank.collect.ImportContext;
import io.tidebank.collect.commit.CommitSettings;
import io.tidebank.collect.commit.JournalCommitter;
import io.tidebank.collect.journal.Journal;
import io.tidebank.collect.journal.JournalPlace;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.quarantine.LiveQuarantine;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.sql.EngineSettings;

/** What a brand takes live events with: the journal that answers for them, and the committer that brings them home. */
public final class LiveCollection implements AutoCloseable {

    private final Journal journal;
    private final JournalCommitter committer;
    private final Quarantine quarantine;
    private final LiveQuarantine liveQuarantine;

    private LiveCollection(
            Journal journal, JournalCommitter committer, Quarantine quarantine, LiveQuarantine liveQuarantine) {
        this.journal = journal;
        this.committer = committer;
        this.quarantine = quarantine;
        this.liveQuarantine = liveQuarantine;
    }

    /** Opens a brand's journal, compares it with the lake, and makes it if it is not there. */
    public static LiveCollection open(
            ImportContext context, RocksMemory memory, JournalSettings journal, CommitSettings commits) {
        RowLock lock =
                new RowLock(BrandKeys.open(context.home(), context.brand()).quarantineKey());
        JournalPlace place = JournalPlace.of(context.home(), context.brand(), context.clock(), memory);
        Journal opened = Journal.open(place, journal, lock, context.touches().journalPosition());
        Quarantine quarantine = new Quarantine(context.home(), context.brand(), lock);
        // Small commits: one thread and an eighth of the memory are enough, and leave the rest to questions.
        EngineSettings all = context.settings();
        EngineSettings engine = new EngineSettings(Math.max(256L << 20, all.memoryBytes() / 8), 1, all.scratch());
        return new LiveCollection(
                opened,
                new JournalCommitter(opened, context.touches(), quarantine, commits, engine),
                quarantine,
                new LiveQuarantine(context.home(), quarantine, context.brand(), lock));
    }

    public Journal journal() {
        return journal;
    }

    public JournalCommitter committer() {
        return committer;
    }

    /** Where bad events go. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** What is there of live sources, and how much of it may be. */
    public LiveQuarantine liveQuarantine() {
        return liveQuarantine;
    }

    /** Writes what waits for the disk; what waits for the lake waits for the next start. */
    @Override
    public void close() {
        try (journal;
                committer) {
            // Closed in the opposite order: first who reads, then what is read.
        }
    }
}
