package io.tidebank.collect;

import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.session.BadRowSearch;
import io.tidebank.collect.session.ImportSession;
import java.util.ArrayList;
import java.util.List;

/** Puts the bad rows of checked files aside and counts what came in. */
final class QuarantineFilling {

    private final ImportSession session;
    private final Quarantine quarantine;
    private final List<BoundFile> files;

    /** @param files those whose rows count; not those that are only looked up once more */
    QuarantineFilling(ImportSession session, Quarantine quarantine, List<BoundFile> files) {
        this.session = session;
        this.quarantine = quarantine;
        this.files = files;
    }

    /** Every bad row into the quarantine, every file into the report. */
    void putAside(ReportDraft draft) {
        List<BadRow> all = new ArrayList<>();
        long repaired = 0;
        BadRowSearch search = new BadRowSearch(session);
        for (BoundFile file : files) {
            List<BadRow> bad = search.find(file);
            if (!bad.isEmpty()) {
                repaired += quarantine.add(draft.importId(), BadRowSearch.fileOf(file), bad);
            }
            long broken = bad.stream().filter(row -> row.ordinal() < 0).count();
            long rows = session.count("FROM " + file.table()) + broken;
            if (rows == 0) {
                draft.note(file.file().name() + " holds the names of columns and no rows");
            }
            draft.file(new FileCount(
                    file.file().name(), file.file().hash(), file.input().name(), rows, bad.size()));
            all.addAll(bad);
            tellOpenQuotes(bad, draft);
        }
        draft.faults(all);
        if (repaired > 0) {
            draft.note(
                    "Repaired in an earlier import of the same content: %,d rows; bring them in with tidebank quarantine replay %s"
                            .formatted(repaired, draft.importId()));
        }
    }

    /** Whoever sees one bad row should know that the rows behind it were read. */
    private static void tellOpenQuotes(List<BadRow> bad, ReportDraft draft) {
        List<BadRow> open = bad.stream()
                .filter(row -> row.reason() == FaultReason.UNCLOSED_QUOTE)
                .toList();
        if (!open.isEmpty()) {
            BadRow first = open.getFirst();
            String more = open.size() > 1 ? " (lines like it: %,d)".formatted(open.size()) : "";
            draft.note("%s:%d %s%s: that line is put aside, and reading went on behind it"
                    .formatted(first.file(), first.line(), first.reason().text(), more));
        }
    }
}
