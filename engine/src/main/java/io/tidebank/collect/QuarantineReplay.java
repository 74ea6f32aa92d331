package io.tidebank.collect;

import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.format.Dialect;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.plan.PlanSettings;
import io.tidebank.collect.quarantine.BadFile;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.quarantine.QuarantineError;
import io.tidebank.collect.session.BadRowSearch;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.collect.session.ReplayFile;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.DuckDb;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows out of quarantine as files once more. A row keeps the name that it had in its own file, so that it becomes the
 * same touch that it would have been, however often it is replayed.
 */
final class QuarantineReplay {

    private final ImportSession session;
    private final Quarantine quarantine;
    private final Map<BoundFile, List<BadRow>> rows = new LinkedHashMap<>();
    private final Map<BoundFile, List<Long>> offsets = new LinkedHashMap<>();
    private final List<BadRow> stillBad = new ArrayList<>();

    QuarantineReplay(ImportSession session, Quarantine quarantine) {
        this.session = session;
        this.quarantine = quarantine;
    }

    /** An error if the text that somebody gives a row is not one record: those beside it are counted. */
    static void requireRecord(long row, Optional<BadFile> file, String text) {
        boolean isRecord = file.map(it -> ReplayFile.isOneRecord(text, it)).orElse(!text.isBlank());
        if (!isRecord) {
            throw new TidebankException(
                    QuarantineError.QUARANTINE_REPAIR_INVALID,
                    "Row %d is one record, and so is its repair: not blank, with line breaks only inside quotes"
                            .formatted(row));
        }
    }

    /** An error if rows of the mapping mean something only beside the others of their files. */
    static void requireRowsAlone(MappingPlan plan, String importId) {
        if (plan.needsWholeFiles()) {
            throw new TidebankException(
                    QuarantineError.QUARANTINE_NEEDS_FILE,
                    ("Rows of import %s mean something only beside the other lines of their orders, which a replay does not see:"
                                    + " correct the file, undo the import (%s), and import it again")
                            .formatted(importId, ReportDraft.undoing(importId)));
        }
    }

    /** Writes the rows of an import as files and says which inputs they are; numbers begin after the companions'. */
    List<BoundFile> files(String importId, Mapping mapping, int firstNumber) {
        List<BadRow> all = quarantine.rows(importId);
        for (BadFile file : quarantine.files(importId)) {
            List<BadRow> own = all.stream()
                    .filter(row -> row.file().equals(file.file()) && row.hash().equals(file.hash()))
                    .filter(row -> row.ordinal() >= 0 || row.repaired())
                    .filter(row -> ReplayFile.isOneRecord(row.raw(), file))
                    .toList();
            if (!own.isEmpty()) {
                write(file, own, mapping, firstNumber + rows.size());
            }
        }
        return List.copyOf(rows.keySet());
    }

    private void write(BadFile file, List<BadRow> own, Mapping mapping, int number) {
        ReplayFile written = ReplayFile.write(session.scratch().file(".replay"), own);
        SourceFile source = SourceFile.replayed(
                file.file(),
                written.path(),
                file.json(),
                new Dialect(file.delimiter(), file.names().size()),
                file.hash(),
                file.names());
        BoundFile bound = new BoundFile(number, mapping.input(file.input()), source, false, file.names());
        rows.put(bound, own);
        offsets.put(bound, written.offsets());
    }

    /** The connection's variables that name the rows, by number of the file. */
    Map<Integer, String> variables() {
        return rows.keySet().stream().collect(Collectors.toMap(BoundFile::number, file -> "replayed_" + file.number()));
    }

    /** Names the rows that are whole, and remembers those that are still bad. */
    void putAside(ReportDraft draft) {
        BadRowSearch search = new BadRowSearch(session);
        rows.forEach((file, all) -> {
            int before = stillBad.size();
            sort(file, all, search);
            long bad = stillBad.size() - (long) before;
            draft.file(new FileCount(
                    file.file().name(), file.file().hash(), file.input().name(), all.size(), bad));
        });
        stillBad.forEach(draft::fault);
    }

    private void sort(BoundFile file, List<BadRow> all, BadRowSearch search) {
        try {
            Map<Long, FaultReason> broken = search.broken(file);
            Map<Long, String> faults = search.faults(file);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                BadRow row = all.get(i);
                FaultReason why =
                        broken.get(offsets.getOrDefault(file, List.of()).get(i));
                if (why != null) {
                    stillBad.add(row.because("", why));
                    continue;
                }
                String fault = faults.get((long) names.size());
                if (fault != null) {
                    int bar = fault.indexOf('|');
                    stillBad.add(row.because(fault.substring(bar + 1), FaultReason.valueOf(fault.substring(0, bar))));
                }
                names.add(name(row));
            }
            requireAll(file, names.size());
            setVariable("replayed_" + file.number(), names);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** A row is told by how many there are before it: one too many or too few, and all behind it would be others. */
    private void requireAll(BoundFile file, int whole) {
        long read = session.count("FROM " + file.table());
        if (read != whole) {
            throw new TidebankException(
                    QuarantineError.QUARANTINE_FAILED,
                    "The rows of %s were read as %,d records and should be %,d: nothing was replayed"
                            .formatted(file.file().name(), read, whole));
        }
    }

    /** A record that was broken has no number among the whole ones: it is named by its line. */
    private static String name(BadRow row) {
        return row.ordinal() >= 0
                ? PlanSettings.rowName(row.hash(), row.ordinal())
                : PlanSettings.rowName(row.hash(), row.line()).replace("-", "-line-");
    }

    /** Names are hex digits, hyphens and numbers. */
    private void setVariable(String variable, List<String> names) throws SQLException {
        String list = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("SET VARIABLE %s = %s::VARCHAR[]".formatted(variable, list));
        }
    }

    /** Lets those go that are touches now. */
    void release() {
        Set<Long> bad = stillBad.stream().map(BadRow::id).collect(Collectors.toSet());
        quarantine.blame(stillBad);
        quarantine.release(rows.values().stream()
                .flatMap(List::stream)
                .map(BadRow::id)
                .filter(id -> !bad.contains(id))
                .toList());
    }
}
