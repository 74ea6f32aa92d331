package io.tidebank.collect;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.plan.OnceSql;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Takes imports out of the lake again, with what was brought later out of their quarantine. */
final class ImportUndo {

    private final ImportContext context;
    private final ImportStore store;
    private final Quarantine quarantine;

    ImportUndo(ImportContext context, ImportStore store, Quarantine quarantine) {
        this.context = context;
        this.store = store;
        this.quarantine = quarantine;
    }

    ImportStore.Entry undo(ImportStore.Entry entry) {
        ImportReport report = entry.report();
        if (report.state() != State.COMMITTED) {
            throw new TidebankException(
                    ImportError.IMPORT_NOT_COMMITTED,
                    "Import %s is %s: there is nothing to undo".formatted(report.importId(), report.state()));
        }
        ImportStore.Entry undoing = entry.with(report.ended(State.UNDOING, report.snapshot()));
        store.save(undoing);
        return finish(undoing);
    }

    /** What a crash may have cut off: done again, it does no harm. */
    ImportStore.Entry finish(ImportStore.Entry entry) {
        String importId = entry.report().importId();
        List<ImportStore.Entry> replays = store.all().stream()
                .filter(it -> it.replayOf().equals(importId) && it.report().state() == State.COMMITTED)
                .toList();
        replays.forEach(this::undo);
        List<String> later = entry.isOfCosts() ? List.of() : laterParts(importId);
        long snapshot = entry.isOfCosts()
                ? context.costs().deleteImport(importId)
                : context.touches().deleteImport(importId);
        quarantine.forget(importId);
        ImportReport report = entry.report().undone(snapshot);
        for (ImportStore.Entry replay : replays) {
            report = report.noting("Taken out with it: replay %s of its quarantine, %,d %s"
                    .formatted(
                            replay.report().importId(),
                            replay.report().touches() + replay.report().costs(),
                            replay.isOfCosts() ? "costs" : "touches"));
        }
        if (!later.isEmpty()) {
            report = report.noting(
                    ("Other imports hold what payments or refunds of this one had grown by: %s. Undo these, too, and import the"
                                    + " files again, the oldest first; until then such orders have only a part of them")
                            .formatted(String.join(", ", later)));
        }
        ImportStore.Entry undone = entry.with(report);
        store.save(undone);
        return undone;
    }

    /** Other imports that brought later parts of touches of which one is taken out: what they add was reckoned with it. */
    private List<String> laterParts(String importId) {
        TouchTable touches = context.touches();
        List<TouchFile> files = touches.files(touches.snapshot());
        if (files.isEmpty()) {
            return List.of();
        }
        String lake = touches.scan(files, List.of("touch_id", "source", "import_id"));
        String sql = OnceSql.laterImports(lake, importId);
        List<String> imports = new ArrayList<>();
        try (DuckDb database = DuckDb.inMemory(context.settings());
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                imports.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return imports;
    }
}
