package io.tidebank.collect;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.lake.SnapshotInfo;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One import from opened files to a commit. Its state is kept before every step that another process can see, so that
 * after a crash at any instant it is known whether its touches are in the lake.
 */
final class ImportRun {

    private final ImportSession session;
    private final TouchTable touches;
    private final ImportStore store;
    private final Quarantine quarantine;
    private final MappingPlan plan;
    private final List<BoundFile> files;

    ImportRun(
            ImportSession session,
            TouchTable touches,
            ImportStore store,
            Quarantine quarantine,
            MappingPlan plan,
            List<BoundFile> files) {
        this.session = session;
        this.touches = touches;
        this.store = store;
        this.quarantine = quarantine;
        this.plan = plan;
        this.files = files;
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
        List<TouchFile> staged = List.of();
        try {
            checkAll();
            badRows.putAside(draft);
            staged = stage(entry, draft);
            session.sql().stopIfCancelled();
        } catch (RuntimeException e) {
            touches.discard(staged);
            quarantine.forget(entry.report().importId());
            store.save(entry.with(draft.end(State.FAILED, 0)));
            throw e;
        }
        return commit(entry, draft, staged);
    }

    /** Every file in a table of its own, each row checked. */
    void checkAll() {
        for (BoundFile file : files) {
            session.read(plan, file, Long.MAX_VALUE);
        }
        plan.joins().forEach(statement -> session.sql().run("Joining", 0, statement));
    }

    private List<TouchFile> stage(ImportStore.Entry entry, ReportDraft draft) {
        String rows = new OnceOnly(session, touches, plan, entry.source()).select(draft);
        List<TouchFile> staged =
                session.sql().watch("Writing touches", draft.rows(), () -> touches.stage(session.connection(), rows));
        try {
            draft.touches(kinds(staged), staged);
            noteForeignMoney(staged, draft);
            return staged;
        } catch (RuntimeException e) {
            touches.discard(staged);
            throw e;
        }
    }

    private Map<String, Long> kinds(List<TouchFile> staged) {
        Map<String, Long> kinds = new TreeMap<>();
        String sql = "SELECT kind, count(*) FROM (%s) AS staged GROUP BY kind"
                .formatted(touches.scan(staged, List.of("kind")));
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                kinds.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return kinds;
    }

    /** If the commit gives no answer, the state says so until imports are opened next and the lake is asked. */
    private ImportStore.Entry commit(ImportStore.Entry entry, ReportDraft draft, List<TouchFile> staged) {
        store.save(entry.with(draft.end(State.STAGED, 0)));
        long snapshot = touches.snapshot();
        if (!staged.isEmpty()) {
            snapshot = touches.append(
                    staged, Map.of(SnapshotInfo.IMPORT_ID, entry.report().importId()));
        }
        ImportStore.Entry done = entry.with(draft.end(State.COMMITTED, snapshot));
        store.save(done);
        return done;
    }

    /** Money of another currency is kept as it is, and nobody may take it for the brand's unawares. */
    private void noteForeignMoney(List<TouchFile> staged, ReportDraft draft) {
        long foreign = session.count(
                "FROM (%s) AS staged WHERE amount IS NOT NULL AND amount_home IS NULL AND currency IS NOT NULL"
                        .formatted(touches.scan(staged, List.of("amount", "amount_home", "currency"))));
        if (foreign > 0) {
            draft.note(
                    ("In another currency than the brand's: %,d amounts. No rate is known, so sales and assets add them"
                                    + " up as they stand. Give amount_home in the mapping, or a brand of that currency")
                            .formatted(foreign));
        }
    }
}
