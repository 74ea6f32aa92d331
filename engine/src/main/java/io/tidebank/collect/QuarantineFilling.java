package io.tidebank.collect;

import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.session.BadRowSearch;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the bad rows of checked files aside and counts what came in. */
final class QuarantineFilling {

    /** Fewer are put aside, however many rows there are. */
    private static final long MANY = 100_000;

    private static final int REASONS_TOLD = 3;
    private static final int PORTION_ROWS = 10_000;
    private static final long PORTION_LETTERS = 10_000_000;

    private final ImportSession session;
    private final Quarantine quarantine;
    private final List<BoundFile> files;

    /** @param files those whose rows count; not those that are only looked up once more */
    QuarantineFilling(ImportSession session, Quarantine quarantine, List<BoundFile> files) {
        this.session = session;
        this.quarantine = quarantine;
        this.files = files;
    }

    /** Every bad row into the quarantine, every file into the report; an error where a mapping fits hardly any row. */
    void putAside(ReportDraft draft) {
        long repaired = 0;
        BadRowSearch search = new BadRowSearch(session);
        for (BoundFile file : files) {
            BadRowSearch.Count count = search.count(file);
            refuseMisfit(file, count, search, draft);
            file.file().remark().ifPresent(draft::note);
            Portions portions = new Portions(file, draft);
            if (count.bad() > 0) {
                search.find(file, portions::add);
            }
            portions.end();
            repaired += portions.repaired;
        }
        if (repaired > 0) {
            draft.note(
                    "Repaired in an earlier import of the same content: %,d rows; bring them in with tidebank quarantine replay %s"
                            .formatted(repaired, draft.importId()));
        }
    }

    /** Where so many rows are bad, it is the mapping that is: nobody repairs them one by one. */
    private static void refuseMisfit(BoundFile file, BadRowSearch.Count count, BadRowSearch search, ReportDraft draft) {
        if (count.bad() > MANY && count.bad() > count.rows() - count.bad()) {
            List<String> faults = search.mostFrequent(file, REASONS_TOLD);
            throw new TidebankException(
                    ImportError.IMPORT_MISFITS,
                    ("%s does not fit the mapping '%s': %,d of its %,d rows would be put aside%s. Nothing was imported: look at a"
                                    + " preview (--preview), correct the mapping or the file, and import it again")
                            .formatted(
                                    file.file().name(),
                                    draft.mapping(),
                                    count.bad(),
                                    count.rows(),
                                    faults.isEmpty() ? "" : ", since " + String.join("; ", faults)));
        }
    }

    /** The bad rows of a file on their way into the quarantine, not all of them in memory or in one transaction. */
    private final class Portions {

        private final BoundFile file;
        private final ReportDraft draft;
        private final List<BadRow> portion = new ArrayList<>();
        private long letters;
        private long whole;
        private long broken;
        private long repaired;
        private long openQuotes;
        private @Nullable BadRow firstOpen;

        Portions(BoundFile file, ReportDraft draft) {
            this.file = file;
            this.draft = draft;
        }

        void add(BadRow row) {
            draft.fault(row);
            whole += row.ordinal() < 0 ? 0 : 1;
            broken += row.ordinal() < 0 ? 1 : 0;
            if (row.reason() == FaultReason.UNCLOSED_QUOTE) {
                firstOpen = openQuotes == 0 ? row : firstOpen;
                openQuotes++;
            }
            portion.add(row);
            letters += row.raw().length();
            if (portion.size() == PORTION_ROWS || letters > PORTION_LETTERS) {
                flush();
            }
        }

        void end() {
            flush();
            long rows = session.count("FROM " + file.table()) + broken;
            if (rows == 0) {
                draft.note(file.file().name() + " holds the names of columns and no rows");
            }
            draft.file(new FileCount(
                    file.file().name(), file.file().hash(), file.input().name(), rows, whole + broken));
            tellOpenQuotes();
        }

        private void flush() {
            if (!portion.isEmpty()) {
                repaired += quarantine.add(draft.importId(), BadRowSearch.fileOf(file), portion);
                portion.clear();
                letters = 0;
            }
        }

        /** Whoever sees one bad row should know that the rows behind it were read. */
        private void tellOpenQuotes() {
            BadRow first = firstOpen;
            if (first != null) {
                String more = openQuotes > 1 ? " (lines like it: %,d)".formatted(openQuotes) : "";
                draft.note("%s:%d %s%s: that line is put aside, and reading went on behind it"
                        .formatted(first.file(), first.line(), first.reason().text(), more));
            }
        }
    }
}
