package io.tidebank.cli.run;

import io.tidebank.asset.AssetSettings;
import io.tidebank.brand.Brand;
import io.tidebank.cli.picture.AssetPicture;
import io.tidebank.cli.picture.FlowPicture;
import io.tidebank.cli.picture.LadderPicture;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What Tidebank sees in a brand, on one page: the ladder, a month's flow, the asset, what changed it. */
final class DemoPicture {

    private static final String LADDER = "aipl";
    private static final int FLOW_DAYS = 30;
    private static final int TREND_DAYS = 180;

    private final Terminal terminal;

    DemoPicture(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(Brand brand) {
        Answer stages = brand.stages(null, LADDER);
        LocalDate day = LocalDate.parse(stages.asOf());
        LocalDate before = day.minusDays(FLOW_DAYS);

        List<String> lines = new ArrayList<>();
        lines.addAll(heading("The ladder at the end of %s".formatted(day)));
        lines.addAll(LadderPicture.draw(stages, terminal.columns(), terminal.colours()));
        lines.addAll(heading("Who moved in the %d days before".formatted(FLOW_DAYS)));
        lines.addAll(FlowPicture.draw(
                brand.flow(before, day, LADDER),
                brand.flowSummary(before, day, LADDER),
                terminal.columns(),
                terminal.colours()));
        lines.addAll(heading("What the consumers are worth: their purchases of the next 12 months"));
        try {
            lines.addAll(asset(brand, day));
        } catch (TidebankException e) {
            lines.add("Not known yet. " + e.getMessage());
        }
        lines.add("");
        return lines;
    }

    private List<String> asset(Brand brand, LocalDate day) {
        AssetSettings settings = AssetSettings.YEAR;
        Answer trend = brand.assetTrend(day.minusDays(TREND_DAYS), day, settings);
        Answer change = brand.assetChange(day.minusDays(FLOW_DAYS), day, settings);
        List<String> lines = new ArrayList<>();
        lines.addAll(AssetPicture.draw(brand.assets(day, settings), terminal.columns(), terminal.colours()));
        lines.add("");
        lines.addAll(AssetPicture.drawTrend(trend, terminal.columns(), terminal.colours()));
        lines.addAll(heading("What changed it in the %d days before".formatted(FLOW_DAYS)));
        lines.addAll(AssetPicture.drawChange(change, terminal.colours()));
        return lines;
    }

    private static List<String> heading(String text) {
        return List.of("", text, "");
    }
}
