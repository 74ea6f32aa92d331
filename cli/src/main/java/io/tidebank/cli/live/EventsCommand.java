package io.tidebank.cli.live;

import io.tidebank.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Names of live events, and what becomes of them. */
@Command(
        name = "events",
        description = "Names of live events that nobody had mapped: list them, make their touches anew once mapped.",
        synopsisSubcommandLabel = "unknown|rederive")
public final class EventsCommand {

    private final Session session;

    EventsCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "unknown",
            description = "Names whose touches are of kind custom, how many, and whether mapped by now.")
    int unknown() {
        return session.show(session.ask(bank -> bank.unknownEvents()));
    }

    @Command(name = "rederive", description = "Make the touches of names anew that a file maps by now.")
    int rederive(
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "This name alone; left out: all.") @Nullable
                    String name) {
        return session.show(session.work((bank, progress) -> bank.rederive(name, progress)));
    }
}
