package io.tidebank.cli.look;

import io.tidebank.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What was sold, day by day. */
@Command(name = "sales", description = "Orders, sales and refunds by day, guests' orders among them.")
public final class SalesCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    SalesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.show(session.ask(bank -> bank.sales(period.period())));
    }
}
