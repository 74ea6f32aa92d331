package io.tidebank.cli.run;

import io.tidebank.market.MarketSettings;
import io.tidebank.market.PlantedFile;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How large a simulated market is. */
final class MarketOptions {

    /** The demo ends on a fixed day, so that everyone sees the same numbers. */
    private static final LocalDate END = LocalDate.of(2026, 7, 1);

    @Option(names = "--people", paramLabel = "N", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private long people = 100_000;

    @Option(names = "--days", paramLabel = "N", defaultValue = "400", description = "Default: ${DEFAULT-VALUE}.")
    private int days = 400;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed, another market; the same one, the same rows.")
    private @Nullable Long seed;

    @Option(
            names = "--planted",
            paramLabel = "FILE",
            description =
                    "What is to be true there other than in the demo: rates, channels, seasons, shares; YAML or JSON, as"
                            + " 'planted' in truth.json.")
    private @Nullable Path planted;

    MarketSettings settings() {
        MarketSettings settings = MarketSettings.shop(people, days, END);
        settings = planted == null ? settings : settings.withPlanted(PlantedFile.read(planted));
        return seed == null ? settings : settings.withSeed(seed);
    }
}
