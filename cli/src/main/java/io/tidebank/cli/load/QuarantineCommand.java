package io.tidebank.cli.load;

import io.tidebank.cli.bank.Bank;
import io.tidebank.cli.bank.Replay;
import io.tidebank.cli.session.Session;
import io.tidebank.collect.Importer;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rows that could not become touches. */
@Command(
        name = "quarantine",
        description = "Rows that could not become touches: list, show, repair, drop, replay, forget.",
        synopsisSubcommandLabel = "list|show|repair|drop|replay|forget")
public final class QuarantineCommand {

    private final Session session;

    /** How many rows are shown. */
    static final class ShownRows {

        @Spec(Spec.Target.MIXEE)
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        private int rows = 20;

        @Option(
                names = "--rows",
                paramLabel = "N",
                defaultValue = "20",
                description = "At most so many, up to 10,000 (default: ${DEFAULT-VALUE}).")
        void rows(int shown) {
            if (shown < 1 || shown > Importer.MOST_SHOWN) {
                throw new ParameterException(
                        spec.commandLine(), "--rows takes 1 to %,d: %d".formatted(Importer.MOST_SHOWN, shown));
            }
            rows = shown;
        }
    }

    QuarantineCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "How many there are, by import, file, column and reason.")
    int list() {
        return session.show(session.ask(bank -> bank.quarantine()));
    }

    @Command(name = "show", description = "The bad rows of an import: where they stand, what is wrong, their text.")
    int show(
            @Parameters(paramLabel = "IMPORT", description = "The import's id.") String importId,
            @Mixin ShownRows shown) {
        return session.showLocal(bank -> bank.quarantine(importId, shown.rows));
    }

    @Command(name = "repair", description = "Replace the text of a bad row; replay tries it again.")
    int repair(
            @Parameters(paramLabel = "ROW", description = "The row's number, as shown.") long row,
            @Parameters(paramLabel = "TEXT", description = "The whole record as it should have been.") String text) {
        session.ask(bank -> {
            bank.repair(row, text);
            return row;
        });
        session.remark("Row %d is repaired; next: tidebank quarantine replay".formatted(row));
        return 0;
    }

    @Command(name = "drop", description = "Let a bad row go that is to become no touch, such as a line of totals.")
    int drop(
            @Parameters(paramLabel = "IMPORT", description = "The import's id, or live.") String importId,
            @Parameters(paramLabel = "ROW", description = "The row's number, as shown.") long row) {
        session.ask(bank -> {
            bank.drop(importId, row);
            return row;
        });
        session.remark("Row %d is dropped".formatted(row));
        return 0;
    }

    @Command(name = "replay", description = "Try an import's bad rows again, or those of live sources (live).")
    int replay(
            @Parameters(paramLabel = "IMPORT", description = "The import's id, or live.") String importId,
            @Option(names = "--mapping", paramLabel = "FILE", description = "A corrected mapping.") @Nullable
                    Path mapping,
            @Option(
                            names = "--with",
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "The other files of a mapping of several.")
                    @Nullable
                    List<Path> companions) {
        Replay replay = new Replay(importId, mapping, companions == null ? List.of() : companions);
        LakeChange change = new LakeChange(session, true);
        BiFunction<Bank, Progress, Answer> task = (bank, progress) -> bank.replay(replay, progress);
        return importId.equals(Quarantine.LIVE) ? change.show(task) : change.showImport(task);
    }

    @Command(
            name = "forget",
            description = "Forget the texts that an import's rows were given by repairs, which are kept for 90 days.")
    int forget(@Parameters(paramLabel = "IMPORT", description = "The import's id.") String importId) {
        long repairs = session.ask(bank -> bank.forgetRepairs(importId));
        session.remark("Repairs that are forgotten: %,d".formatted(repairs));
        return 0;
    }
}
