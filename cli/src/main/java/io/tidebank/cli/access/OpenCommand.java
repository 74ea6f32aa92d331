package io.tidebank.cli.access;

import io.tidebank.cli.bank.AccessBook;
import io.tidebank.cli.session.Session;
import io.tidebank.sql.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The way into the console. */
@Command(
        name = "open",
        description = "Print a link to the console of the running server; it lets one browser in, once.")
public final class OpenCommand implements Callable<Integer> {

    private final Session session;

    OpenCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String link = session.askAccess(AccessBook::consoleLink);
        return session.show(new Answer("", "", List.of("link"), List.of(List.of(link))), () -> List.of(link));
    }
}
