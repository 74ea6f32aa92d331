package io.tidebank.cli.live;

import io.tidebank.cli.bank.SourceBook;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.server.wire.SourceKey;
import io.tidebank.server.wire.SourceView;
import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The connections by which live events come. */
@Command(
        name = "source",
        description = "The connections by which live events come, and their write keys.",
        subcommands = WebhookCommand.class,
        synopsisSubcommandLabel = "create|list|rotate|enable|disable|allow|kind|webhook")
public final class SourceCommand {

    private final Session session;

    SourceCommand(Session session) {
        this.session = session;
    }

    @Command(name = "create", description = "Make a source and print its write key, which cannot be shown again.")
    int create(@Parameters(paramLabel = "NAME", description = "What its touches carry as source.") String name) {
        return show(session.ask(bank -> bank.sources().create(name)));
    }

    @Command(name = "list", description = "List the sources; their keys are not shown.")
    int list() {
        return session.showLocal(
                bank -> SourceView.answer(bank.info().brand(), bank.sources().list()));
    }

    @Command(name = "rotate", description = "Give a source another write key and print it.")
    int rotate(
            @Parameters(paramLabel = "NAME", description = "The source.") String name,
            @Option(
                            names = "--old-keys-work",
                            paramLabel = "TIME",
                            defaultValue = "24h",
                            converter = SpanConverter.class,
                            description =
                                    "How long older keys work still: 0, 30m, 24h, 7d (default: ${DEFAULT-VALUE}).")
                    Duration oldKeysWork) {
        return show(session.ask(bank -> bank.sources().rotate(name, oldKeysWork)));
    }

    @Command(name = "enable", description = "Listen to a source again.")
    int enable(@Parameters(paramLabel = "NAME", description = "The source.") String name) {
        return changed(sources -> sources.enable(name));
    }

    @Command(name = "disable", description = "Refuse what a source sends, until it is enabled again.")
    int disable(@Parameters(paramLabel = "NAME", description = "The source.") String name) {
        return changed(sources -> sources.disable(name));
    }

    @Command(name = "allow", description = "Allow a source these event names alone; without names, all.")
    int allow(
            @Parameters(index = "0", paramLabel = "NAME", description = "The source.") String name,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "EVENT", description = "Names of track events.")
                    @Nullable
                    List<String> events) {
        return changed(sources -> sources.allow(name, events == null ? Set.of() : Set.copyOf(events)));
    }

    @Command(name = "kind", description = "Say which kind a source's events are whose name nobody mapped.")
    int kind(
            @Parameters(index = "0", paramLabel = "NAME", description = "The source.") String name,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "KIND",
                            description = "A kind of touch-kinds.yaml; left out: custom.")
                    @Nullable
                    String kind) {
        return changed(sources -> sources.defaultKind(name, kind));
    }

    /** Programs get exactly the two fields; people are told what to do with them. */
    private int show(SourceKey key) {
        if (session.options().format() == Format.json) {
            session.out().println(WireJson.mapper().writeValueAsString(key));
            session.out().flush();
            return 0;
        }
        Answer answer =
                new Answer("", "", List.of("source", "write_key"), List.of(List.of(key.source(), key.writeKey())));
        int code = session.show(answer);
        session.remark("Keep the key: it cannot be shown again. Next: docs/guides/live-sources.md");
        return code;
    }

    private int changed(Function<SourceBook, SourceView> change) {
        return session.showLocal(bank -> {
            SourceView source = change.apply(bank.sources());
            return SourceView.answer(bank.info().brand(), List.of(source));
        });
    }
}
