package io.tidebank.collect;

import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.lake.SnapshotInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings imports to an end that a crash cut off. What was staged and not committed is an orphan for the lake's clean-up;
 * whether the commit happened is written in the lake itself.
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

    void run() {
        for (ImportStore.Entry entry : store.all()) {
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

    private Optional<SnapshotInfo> committed(ImportStore.Entry entry) {
        return Stream.of(context.touches().snapshots(), context.costs().snapshots())
                .flatMap(List::stream)
                .filter(it -> entry.report().importId().equals(it.summary().get(SnapshotInfo.IMPORT_ID)))
                .findFirst();
    }

    private void succeed(ImportStore.Entry entry, SnapshotInfo at) {
        store.save(entry.with(entry.report().ended(State.COMMITTED, at.id())));
    }

    private void fail(ImportStore.Entry entry) {
        quarantine.forget(entry.report().importId());
        store.save(entry.with(entry.report().ended(State.FAILED, 0)));
    }
}
