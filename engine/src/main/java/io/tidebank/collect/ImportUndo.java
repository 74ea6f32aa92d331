package io.tidebank.collect;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.error.TidebankException;
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
        ImportStore.Entry undone = entry.with(report);
        store.save(undone);
        return undone;
    }
}
