package io.tidebank.cli;

import io.tidebank.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes through a usual start on a throwaway home, so that the JVM records what the next start needs. */
@Command(name = "rehearse", hidden = true, description = "Rehearse a start for the ahead-of-time cache.")
final class RehearseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(description = "Which start: quick or work.")
    private String way = "quick";

    RehearseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.remark("Rehearsed " + way);
        return 0;
    }
}
