package io.tidebank.cli.load;

import io.tidebank.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Brings everything that is derived up to date with the lake. */
@Command(name = "refresh", description = "Bring consumers, stages, flow and asset up to date with the touches.")
public final class RefreshCommand implements Callable<Integer> {

    private final Session session;

    RefreshCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.show(session.work((bank, progress) -> bank.refresh(progress)));
    }
}
