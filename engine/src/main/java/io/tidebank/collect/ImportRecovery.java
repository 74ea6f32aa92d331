package io.tidebank.collect;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.lake.SnapshotInfo;
import io.tidebank.lake.TouchFile;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Brings imports to an end that a crash cut off, or whose end could not be noted. What was staged and not committed is an
 * orphan for the lake's clean-up; whether the commit happened is written in the lake itself.
 */
final class ImportRecovery {

    private final ImportContext context;
    private final ImportStore store;
    private final Quarantine quarantine;

    ImportRecovery(ImportContext context, ImportStore store, Quarantine quarantine) {
        this.context = context;
        this.store = store;
        this.quarantine = quarantine;
    }

    /** @param which those of which none is under way */
    void run(Predicate<ImportStore.Entry> which) {
        for (ImportStore.Entry entry :
                store.notAtTheirEnd().stream().filter(which).toList()) {
            switch (entry.report().state()) {
                case RUNNING -> fail(entry);
                case STAGED -> committed(entry).ifPresentOrElse(at -> succeed(entry, at), () -> fail(entry));
                case UNDOING -> new ImportUndo(context, store, quarantine).finish(entry);
                case COMMITTED, REPEATED, FAILED, CANCELLED, UNDONE -> {
                    // At their end.
                }
            }
        }
    }

    /** The snapshot that it became; where that is no longer kept and its rows are there, the present one. */
    private OptionalLong committed(ImportStore.Entry entry) {
        String importId = entry.report().importId();
        OptionalLong kept = Stream.of(
                        context.touches().snapshots(), context.costs().snapshots())
                .flatMap(List::stream)
                .filter(it -> importId.equals(it.summary().get(SnapshotInfo.IMPORT_ID)))
                .mapToLong(SnapshotInfo::id)
                .findFirst();
        if (kept.isPresent()) {
            return kept;
        }
        if (entry.isOfCosts()) {
            return holds(context.costs().scan(), importId)
                    ? OptionalLong.of(context.costs().snapshot())
                    : OptionalLong.empty();
        }
        long snapshot = context.touches().snapshot();
        List<TouchFile> files = context.touches().files(snapshot);
        return !files.isEmpty() && holds(context.touches().scan(files, List.of("import_id")), importId)
                ? OptionalLong.of(snapshot)
                : OptionalLong.empty();
    }

    private boolean holds(String rows, String importId) {
        String sql =
                "SELECT 1 FROM (%s) AS lake WHERE import_id = %s LIMIT 1".formatted(rows, DuckDb.literal(importId));
        try (DuckDb database = DuckDb.inMemory(context.settings());
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private void succeed(ImportStore.Entry entry, long snapshot) {
        store.save(entry.with(entry.report().ended(State.COMMITTED, snapshot)));
    }

    private void fail(ImportStore.Entry entry) {
        quarantine.forget(entry.report().importId());
        store.save(entry.with(entry.report().ended(State.FAILED, 0)));
    }
}
