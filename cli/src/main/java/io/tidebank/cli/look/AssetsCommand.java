package io.tidebank.cli.look;

import io.tidebank.asset.AssetSettings;
import io.tidebank.asset.Horizon;
import io.tidebank.cli.bank.Bank;
import io.tidebank.cli.bank.Period;
import io.tidebank.cli.picture.AssetPicture;
import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the consumers are worth, by stage. */
@Command(name = "assets", description = "What the consumers are worth: the value of their coming purchases, by stage.")
public final class AssetsCommand implements Callable<Integer> {

    private static final int TREND_DAYS = 30;

    private final Session session;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day, in the brand's zone; the last one if left out.")
    private @Nullable LocalDate asOf;

    @Option(names = "--ladder", paramLabel = "NAME", defaultValue = "aipl", description = "Default: ${DEFAULT-VALUE}.")
    private String ladder = "aipl";

    @Option(
            names = "--horizon",
            paramLabel = "MONTHS",
            defaultValue = "12",
            description = "Months ahead that count, or 'unlimited' (default: ${DEFAULT-VALUE}).")
    private String horizon = "12";

    @Option(
            names = "--discount",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "Interest per month, 0.01 for one per cent (default: ${DEFAULT-VALUE}).")
    private double discount;

    @Option(
            names = "--basis",
            description =
                    "What the value was computed from: its interval, months, moves between stages, revenue per head.")
    private boolean basis;

    AssetsCommand(Session session) {
        this.session = session;
    }

    /** @param change null if there is one day only that the asset is known at */
    private record View(
            Answer assets,
            Answer basis,
            Answer trend,
            @Nullable Answer change) {

        String since() {
            return String.valueOf(trend.rows().getFirst().getFirst());
        }
    }

    @Override
    public Integer call() {
        AssetSettings settings = new AssetSettings(ladder, Horizon.parse(horizon), discount);
        if (basis) {
            return session.show(session.askOfDays(bank -> bank.assetBasis(asOf, settings), asOf));
        }
        if (session.options().format() != Format.table) {
            return session.show(session.askOfDays(bank -> bank.assets(asOf, settings), asOf));
        }
        View view = session.askOfDays(bank -> look(bank, settings), asOf);
        return session.show(view.assets, () -> picture(view));
    }

    private View look(Bank bank, AssetSettings settings) {
        Answer assets = bank.assets(asOf, settings);
        LocalDate day = LocalDate.parse(assets.asOf());
        Answer facts = bank.assetBasis(day, settings);
        Period period = new Period(day.minusDays(TREND_DAYS), day);
        Answer trend = bank.assetTrend(period, settings);
        if (trend.rows().size() < 2) {
            return new View(assets, facts, trend, null);
        }
        LocalDate since = LocalDate.parse(String.valueOf(trend.rows().getFirst().getFirst()));
        return new View(assets, facts, trend, bank.assetChange(new Period(since, day), settings));
    }

    private List<String> picture(View view) {
        Terminal terminal = session.terminal();
        List<String> lines = new ArrayList<>();
        lines.add("%s · consumer asset · %s months · end of %s"
                .formatted(view.assets.brand(), horizon, view.assets.asOf()));
        lines.add("");
        lines.addAll(AssetPicture.draw(view.assets, terminal.columns(), terminal.colours()));
        lines.addAll(AssetPicture.drawBasis(view.basis, terminal.proseColumns()));
        Answer change = view.change;
        if (change != null) {
            lines.add("");
            lines.addAll(AssetPicture.drawTrend(view.trend, terminal.columns(), terminal.colours()));
            lines.addAll(List.of("", "What changed it since the end of " + view.since(), ""));
            lines.addAll(AssetPicture.drawChange(change, terminal.colours()));
        }
        return lines;
    }
}
