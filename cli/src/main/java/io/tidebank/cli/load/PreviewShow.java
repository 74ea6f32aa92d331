package io.tidebank.cli.load;

import io.tidebank.cli.picture.LocalTimes;
import io.tidebank.cli.picture.Prose;
import io.tidebank.cli.picture.TextTable;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.mapping.MappingError;
import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.ImportAnswers.PreviewView;
import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Answer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what would become of files: the first rows, what would be put aside, and the mapping. */
final class PreviewShow {

    private static final String PROPOSED = "proposed";

    private final Session session;
    private final @Nullable Path save;

    /** @param save where the mapping is written; null to show one that is proposed */
    PreviewShow(Session session, @Nullable Path save) {
        this.session = session;
        this.save = save;
    }

    private record Seen(PreviewView view, ZoneId zone) {}

    int show(ImportRequest request, int rows) {
        Seen seen = session.ask(bank -> new Seen(bank.preview(request, rows), bank.zone()));
        PreviewView view = seen.view;
        if (session.options().format() == Format.json) {
            session.out().println(WireJson.mapper().writeValueAsString(Json.of(view)));
            session.out().flush();
        } else {
            session.show(view.touches(), () -> picture(seen));
        }
        if (session.options().format() == Format.csv) {
            view.remarks().forEach(session::remark);
        }
        if (save != null) {
            write(view.yaml(), save);
            session.remark("The mapping is in %s: correct it, and import with --mapping %s".formatted(save, save));
        }
        return 0;
    }

    /** The contract's table of an answer, and beside it what a preview has more. */
    private record Json(
            String brand,
            @Nullable String asOf,
            List<String> columns,
            List<List<@Nullable Object>> rows,
            String mapping,
            List<String> remarks,
            Answer faults,
            String yaml) {

        static Json of(PreviewView view) {
            Answer touches = view.touches();
            return new Json(
                    touches.brand(),
                    touches.asOf().isEmpty() ? null : touches.asOf(),
                    touches.columns(),
                    touches.rows(),
                    view.mapping(),
                    view.remarks(),
                    view.faults(),
                    view.yaml());
        }
    }

    private List<String> picture(Seen seen) {
        PreviewView view = seen.view;
        boolean colours = session.terminal().colours();
        boolean timed = view.touches().columns().contains("occurred_at");
        List<String> lines = new ArrayList<>(
                timed ? LocalTimes.table(view.touches(), seen.zone, colours) : TextTable.of(view.touches(), colours));
        view.remarks().forEach(remark -> {
            lines.add("");
            lines.addAll(Prose.lines("Note: " + remark, session.terminal().proseColumns()));
        });
        lines.addAll(List.of("", "Mapping: " + view.mapping()));
        if (!view.faults().rows().isEmpty()) {
            lines.addAll(List.of("", "Would be put aside:"));
            lines.addAll(TextTable.of(view.faults(), colours));
        }
        if (view.mapping().equals(PROPOSED) && save == null) {
            lines.addAll(List.of(
                    "", "Keep this with --save FILE, correct it, and import with --mapping FILE:", "", view.yaml()));
        }
        return lines;
    }

    private static void write(String yaml, Path file) {
        try {
            Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new TidebankException(
                    MappingError.MAPPING_NOT_SAVED,
                    "%s is there already: save the mapping elsewhere".formatted(file),
                    e);
        } catch (IOException e) {
            throw new TidebankException(
                    MappingError.MAPPING_NOT_SAVED, "The mapping cannot be written to %s".formatted(file), e);
        }
    }
}
