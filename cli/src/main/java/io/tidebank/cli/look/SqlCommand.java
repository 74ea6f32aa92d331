package io.tidebank.cli.look;

import io.tidebank.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A question in SQL. */
@Command(name = "sql", description = "A SELECT over the brand's tables: touch, identity, consumer, stage_interval, ...")
public final class SqlCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "SELECT", description = "One statement that only reads.")
    private String select = "";

    @Option(
            names = "--snapshot",
            paramLabel = "ID",
            description = "Read the touches of an earlier state of the lake (see: tidebank lake snapshots).")
    private @Nullable Long snapshot;

    SqlCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.show(session.work((bank, progress) -> bank.sql(select, snapshot, progress)));
    }
}
