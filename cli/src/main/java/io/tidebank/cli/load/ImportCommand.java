package io.tidebank.cli.load;

import io.tidebank.cli.bank.Bank;
import io.tidebank.cli.session.Session;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings files in, or takes an import out again. */
@Command(
        name = "import",
        description = {
            "Import files: CSV, TSV, JSON lines, Parquet, Excel; plain, gzip, zstd or zip.",
            "Without --preset or --mapping the files are recognised by their columns."
        })
public final class ImportCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files that belong together are given together.")
    private List<Path> files = List.of();

    @Option(names = "--preset", paramLabel = "NAME", description = "A shipped mapping, e.g. shopify-orders.")
    private @Nullable String preset;

    @Option(names = "--mapping", paramLabel = "FILE", description = "A mapping of your own (YAML).")
    private @Nullable Path mapping;

    @Option(names = "--source", paramLabel = "NAME", description = "Name this source, to tell two shops apart.")
    private @Nullable String source;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "The character between columns; detected if left out.")
    private @Nullable Character delimiter;

    @Option(names = "--encoding", paramLabel = "NAME", description = "The text's encoding; detected if left out.")
    private @Nullable String encoding;

    @Option(names = "--preview", description = "Show the first rows as touches or costs, and write nothing.")
    private boolean preview;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rows of a preview (default: ${DEFAULT-VALUE}).")
    void rows(int shown) {
        if (shown < 1) {
            throw new ParameterException(spec.commandLine(), "--rows takes 1 or more: %d".formatted(shown));
        }
        rows = shown;
    }

    private int rows = 10;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "With --preview: write the mapping to a new file, to be corrected and named with --mapping.")
    private @Nullable Path save;

    @Option(names = "--list", description = "List the imports there were.")
    private boolean list;

    @Option(names = "--undo", paramLabel = "ID", description = "Take out again what an import brought.")
    private @Nullable String undo;

    @Option(
            names = "--no-refresh",
            description = "Leave stages and values as they are; `tidebank refresh` brings them up to date later.")
    private boolean noRefresh;

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        refuseContradictions();
        if (list) {
            return session.showLocal(bank -> bank.imports());
        }
        if (undo != null) {
            String importId = undo;
            return load((bank, progress) -> bank.undoImport(importId, progress));
        }
        ImportRequest request =
                new ImportRequest(files, preset, mapping, source, new ReadingHints(delimiter, encoding));
        return preview
                ? new PreviewShow(session, save).show(request, rows)
                : load((bank, progress) -> bank.runImport(request, progress));
    }

    private void refuseContradictions() {
        boolean brings = preview || !files.isEmpty();
        if (Stream.of(list, undo != null, brings).filter(asked -> asked).count() > 1) {
            throw new ParameterException(spec.commandLine(), "Files to import, --list and --undo each go alone");
        }
        if (!list && undo == null && files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing: the files to import (or --list, or --undo ID)");
        }
        if (save != null && !preview) {
            throw new ParameterException(spec.commandLine(), "--save goes with --preview");
        }
        if (preset != null && mapping != null) {
            throw new ParameterException(spec.commandLine(), "--preset and --mapping each go alone");
        }
    }

    /** Changes the lake, and then everything that is derived from it. */
    private int load(BiFunction<Bank, Progress, Answer> task) {
        return new LakeChange(session, !noRefresh).showImport(task);
    }
}
