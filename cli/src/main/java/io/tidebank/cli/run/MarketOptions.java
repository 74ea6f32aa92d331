package io.tidebank.cli.run;

import io.tidebank.market.MarketSettings;
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

    MarketSettings settings() {
        MarketSettings settings = MarketSettings.shop(people, days, END);
        return seed == null ? settings : settings.withSeed(seed);
    }
}
