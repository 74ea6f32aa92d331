package io.tidebank.server.wire;

import io.tidebank.brand.Brand.Replayed;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.Preview;
import io.tidebank.collect.intake.ReplayReport;
import io.tidebank.sql.Answer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Imports as answers: the same over HTTP, in the console and on the command line. */
public final class ImportAnswers {

    private ImportAnswers() {}

    /**
     * One import: what was read, what it became, what was put aside and why; of one that was undone, what was taken out.
     * {@code part, name, detail, count}.
     */
    public static Answer report(ImportReport report) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        String state = report.state().name().toLowerCase(Locale.ROOT);
        rows.add(List.of("import", report.importId(), state, report.touches() + report.costs()));
        boolean undone = report.state() == State.UNDONE;
        if (!undone) {
            report.files().forEach(file -> rows.add(List.of("file", file.file(), file.input(), file.rows())));
            report.repeated().forEach(file -> rows.add(List.of("repeated", file.file(), file.input(), file.rows())));
        }
        report.kinds()
                .forEach(kind ->
                        rows.add(List.of(kind.isCost() ? "costs" : "touches", kind.kind(), "", kind.touches())));
        if (!undone) {
            rows.add(List.of("duplicates", "", "already in the lake", report.duplicates()));
            report.faults()
                    .forEach(fault -> rows.add(List.of(
                            "quarantined", fault.file(), where(fault.column()) + fault.reason(), fault.rows())));
        }
        if (!report.note().isEmpty()) {
            rows.add(List.of("note", "", report.note(), 0L));
        }
        return new Answer(report.brand(), startedAt(report), List.of("part", "name", "detail", "count"), rows);
    }

    /** Bad rows that were tried again: as an import, or of live events {@code rows, released, still_bad, waiting}. */
    public static Answer replay(String brand, Replayed replayed) {
        return switch (replayed) {
            case Replayed.OfImport(ImportReport report) -> report(report);
            case Replayed.OfLive(ReplayReport report) -> replay(brand, report);
        };
    }

    private static Answer replay(String brand, ReplayReport report) {
        return new Answer(
                brand,
                "",
                List.of("rows", "released", "still_bad", "waiting"),
                List.of(List.of(report.rows(), report.released(), report.stillBad(), report.waiting())));
    }

    private static String startedAt(ImportReport report) {
        return report.startedAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** All imports, a row each. */
    public static Answer list(String brand, List<ImportReport> reports) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ImportReport report : reports) {
            rows.add(List.of(
                    report.importId(),
                    report.state().name().toLowerCase(Locale.ROOT),
                    report.mapping(),
                    startedAt(report),
                    (long) report.files().size(),
                    report.rows(),
                    report.touches(),
                    report.quarantined(),
                    report.duplicates(),
                    report.costs()));
        }
        List<String> columns = List.of(
                "import_id",
                "state",
                "mapping",
                "started_at",
                "files",
                "rows",
                "touches",
                "quarantined",
                "duplicates",
                "costs");
        return new Answer(brand, "", columns, rows);
    }

    /**
     * The first rows of some files as touches.
     *
     * @param mapping the preset's name, or {@code proposed}
     * @param yaml the mapping's text: the start for one of one's own
     * @param remarks what somebody should look at before files are imported so
     */
    public record PreviewView(String mapping, String yaml, Answer touches, Answer faults, List<String> remarks) {

        public static PreviewView of(Preview preview) {
            return new PreviewView(
                    preview.mapping(), preview.yaml(), preview.touches(), preview.faults(), preview.remarks());
        }
    }

    private static String where(String column) {
        return column.isEmpty() ? "" : column + ": ";
    }
}
