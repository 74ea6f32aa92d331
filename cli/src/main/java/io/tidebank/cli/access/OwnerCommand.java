package io.tidebank.cli.access;

import io.tidebank.cli.live.SpanConverter;
import io.tidebank.cli.session.Session;
import io.tidebank.sql.Answer;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The people to whom a home belongs. */
@Command(
        name = "owner",
        description = "The people to whom a home belongs, and the links that let their browsers in.",
        synopsisSubcommandLabel = "invite|list|remove")
public final class OwnerCommand {

    private final Session session;

    OwnerCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "invite",
            description = {
                "Print a link that lets one browser in as this owner, once; makes the owner if there is none.",
                "An owner whose browser was forgotten comes back in the same way."
            })
    int invite(
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..1",
                            defaultValue = "owner",
                            description = "The owner's name (default: ${DEFAULT-VALUE}).")
                    String name,
            @Option(
                            names = "--valid",
                            paramLabel = "TIME",
                            defaultValue = "1h",
                            converter = SpanConverter.class,
                            description = "How long the link waits: 15m, 24h, at most 7d (default: ${DEFAULT-VALUE}).")
                    Duration valid) {
        String link = session.askAccess(book -> book.invite(name, valid));
        return session.show(
                new Answer("", "", List.of("owner", "link"), List.of(List.of(name, link))), () -> List.of(link));
    }

    @Command(name = "list", description = "List the owners and how many browsers of theirs are known.")
    int list() {
        return session.show(session.askAccess(book -> book.owners()));
    }

    @Command(name = "remove", description = "Forget an owner; browsers and links of theirs are worth nothing at once.")
    int remove(@Parameters(paramLabel = "NAME", description = "The owner.") String name) {
        session.askAccess(book -> {
            book.remove(name);
            return true;
        });
        session.remark("Owner '%s' is forgotten".formatted(name));
        return 0;
    }
}
