package io.tidebank.cli.run;

import io.tidebank.cli.session.Session;
import io.tidebank.market.Market;
import io.tidebank.market.MarketReport;
import io.tidebank.sql.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a simulated market: files to import, and the truth behind them. */
@Command(
        name = "market",
        description = "Make a simulated market: Parquet files of touches to import, and the truth behind them.")
public final class MarketCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "FOLDER", description = "Where to; empty, or not there yet.")
    private Path folder = Path.of("market");

    @Mixin
    private final MarketOptions options = new MarketOptions();

    MarketCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        MarketReport report = session.watched(progress -> Market.generate(options.settings(), folder, progress));
        return session.show(answer(report));
    }

    private Answer answer(MarketReport report) {
        return new Answer(
                "",
                "",
                List.of("name", "value"),
                List.of(
                        List.of("folder", folder.toString()),
                        List.of("people", report.people()),
                        List.of("rows", report.rows()),
                        List.of("touches", report.touches()),
                        List.of("orders", report.orders()),
                        List.of("megabytes", report.bytes() >> 20),
                        List.of("rows_per_second", Math.round(report.rowsPerSecond()))));
    }
}
