package io.tidebank.cli.look;

import io.tidebank.cli.session.Session;
import io.tidebank.sql.Answer;
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
        Answer sales = session.ask(bank -> bank.sales(period.period()));
        int code = session.show(sales);
        long unrated = unrated(sales);
        if (unrated > 0) {
            session.remark(
                    "Note: the money of %,d order lines and refunds is left out: no exchange rate is known (tidebank rates list)"
                            .formatted(unrated));
        }
        return code;
    }

    private static long unrated(Answer sales) {
        int column = sales.columns().indexOf("unrated");
        return sales.rows().stream()
                .mapToLong(row -> column < 0 ? 0 : ((Number) row.get(column)).longValue())
                .sum();
    }
}
