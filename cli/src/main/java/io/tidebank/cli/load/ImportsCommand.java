package io.tidebank.cli.load;

import io.tidebank.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The imports there were. */
@Command(name = "imports", description = "List the imports there were: state, files, rows, touches, quarantined.")
public final class ImportsCommand implements Callable<Integer> {

    private final Session session;

    ImportsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.showLocal(bank -> bank.imports());
    }
}
