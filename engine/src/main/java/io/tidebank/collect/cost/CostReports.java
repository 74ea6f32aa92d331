package io.tidebank.collect.cost;

import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.Importer;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.collect.format.Scratch;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes in reports of costs that come as rows: each is an import like that of a file, with an id, a quarantine and an undo. */
public final class CostReports {

    private static final String PRESET = "ad-spend";

    private final Supplier<Importer> importer;
    private final Path scratch;

    /** @param scratch folder for passing files */
    public CostReports(Supplier<Importer> importer, Path scratch) {
        this.importer = importer;
        this.scratch = scratch;
    }

    /**
     * Takes in a report. Once it returns, the costs are in the lake.
     *
     * @param source who reports; null for the preset's own
     */
    public ImportReport take(@Nullable String source, List<CostRow> rows) {
        try (Scratch written = Scratch.in(scratch)) {
            Path file = written.file("").resolveSibling("report.jsonl");
            try {
                Files.write(file, rows.stream().map(CostRow::json).toList());
            } catch (IOException e) {
                throw Scratch.broken(file, e);
            }
            return importer.get()
                    .run(new ImportRequest(List.of(file), PRESET, null, source, ReadingHints.NONE), Progress.NONE);
        }
    }

    /** The import that a report came by; empty if it is no longer known. */
    public Optional<ImportReport> find(String importId) {
        return importer.get().find(importId);
    }
}
