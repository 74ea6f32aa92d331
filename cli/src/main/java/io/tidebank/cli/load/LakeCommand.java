package io.tidebank.cli.load;

import io.tidebank.cli.session.Session;
import picocli.CommandLine.Command;

/** Looks after the lake. */
@Command(
        name = "lake",
        description = "Look after the lake: list its states, merge small files, clear what is old.",
        synopsisSubcommandLabel = "snapshots|tidy")
public final class LakeCommand {

    private final Session session;

    LakeCommand(Session session) {
        this.session = session;
    }

    @Command(name = "snapshots", description = "The states of the lake that can still be read, oldest first.")
    int snapshots() {
        return session.show(session.ask(bank -> bank.snapshots()));
    }

    @Command(
            name = "tidy",
            description = "Merge small files, expire old states (7 days, or as tidebank.yaml says), delete orphans.")
    int tidy() {
        return session.show(session.work((bank, progress) -> bank.tidy(progress)));
    }
}
