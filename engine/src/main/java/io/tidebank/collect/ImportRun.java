package io.tidebank.collect;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.SnapshotInfo;
import io.tidebank.sql.SqlError;
import java.util.List;
import java.util.Map;

/**
 * One import from opened files to a commit. Its state is kept before every step that another process can see, so that
 * after a crash at any instant it is known whether its rows are in the lake.
 */
final class ImportRun {

    private final ImportSession session;
    private final Landing landing;
    private final ImportStore store;
    private final Quarantine quarantine;
    private final MappingPlan plan;
    private final List<BoundFile> files;

    ImportRun(
            ImportSession session,
            Landing landing,
            ImportStore store,
            Quarantine quarantine,
            MappingPlan plan,
            List<BoundFile> files) {
        this.session = session;
        this.landing = landing;
        this.store = store;
        this.quarantine = quarantine;
        this.plan = plan;
        this.files = files;
    }

    /** The table that good rows come into. */
    interface Landing {

        /** Writes them where nobody sees them yet, and counts them. */
        void stage(ReportDraft draft);

        /** Throws away what was staged. */
        void discard();

        /** Makes what was staged part of the table, and returns its snapshot. */
        long commit(Map<String, String> summary);
    }

    /** What becomes of bad rows once they are known. */
    interface BadRows {
        void putAside(ReportDraft draft);
    }

    /**
     * Runs it to its end; whatever goes wrong before the commit, nothing of it is kept.
     *
     * @param entry the import as it begins
     */
    ImportStore.Entry run(ImportStore.Entry entry, ReportDraft draft, BadRows badRows) {
        store.save(entry);
        try {
            checkAll();
            badRows.putAside(draft);
            landing.stage(draft);
            session.sql().stopIfCancelled();
        } catch (RuntimeException e) {
            landing.discard();
            quarantine.forget(entry.report().importId());
            store.save(entry.with(draft.end(isCancelled(e) ? State.CANCELLED : State.FAILED, 0)));
            throw e;
        }
        return commit(entry, draft);
    }

    private static boolean isCancelled(RuntimeException e) {
        return e instanceof TidebankException known && known.code() == SqlError.SQL_CANCELLED;
    }

    /** Every file in a table of its own, each row checked. */
    void checkAll() {
        for (BoundFile file : files) {
            session.read(plan, file, Long.MAX_VALUE);
        }
        plan.joins().forEach(statement -> session.sql().run("Joining", 0, statement));
    }

    /** If the commit gives no answer, the state says so until imports are opened next and the lake is asked. */
    private ImportStore.Entry commit(ImportStore.Entry entry, ReportDraft draft) {
        store.save(entry.with(draft.end(State.STAGED, 0)));
        long snapshot =
                landing.commit(Map.of(SnapshotInfo.IMPORT_ID, entry.report().importId()));
        ImportStore.Entry done = entry.with(draft.end(State.COMMITTED, snapshot));
        store.save(done);
        return done;
    }
}
