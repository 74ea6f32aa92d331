package io.tidebank.cli.access;

import io.tidebank.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who changed what. */
@Command(
        name = "changes",
        description = "Who changed what, and when: tokens, owners, sources, imports. The latest first.")
public final class ChangesCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int rows = 100;

    ChangesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.show(session.askAccess(book -> book.changes(rows)));
    }
}
