package io.tidebank.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same settings make the same market, quickly if it is small. */
class MarketSeedTest {

    private static final LocalDate END = LocalDate.of(2026, 7, 1);

    @TempDir
    Path folder;

    @Test
    void theSameSeedMakesTheSameRowsWhateverTheThreads() {
        MarketSettings settings = MarketSettings.shop(3_000, 120, END);

        assertThat(hash("three", settings.withThreads(3))).isEqualTo(hash("one", settings.withThreads(1)));
    }

    @Test
    void anotherSeedMakesOtherRows() {
        MarketSettings settings = MarketSettings.shop(1_000, 60, END);

        assertThat(hash("other", settings.withSeed(7))).isNotEqualTo(hash("one", settings.withSeed(6)));
    }

    @Test
    void aThousandPeopleAreReadyWithinSeconds() {
        MarketReport report = Market.generate(MarketSettings.shop(1_000, 400, END), folder.resolve("m"), Progress.NONE);

        assertThat(report.took()).isLessThan(Duration.ofSeconds(10));
        assertThat(report.people()).isBetween(500L, 1_000L);
    }

    @Test
    void aBenchMarketHasAboutTheTouchesAskedFor() {
        MarketReport report =
                Market.generate(MarketSettings.bench(200_000, 10_000, 30), folder.resolve("b"), Progress.NONE);

        assertThat(report.touches()).isBetween(185_000L, 215_000L);
        try (MarketFolder market = new MarketFolder(folder.resolve("b"))) {
            assertThat(market.count("SELECT count(DISTINCT primary_id) FROM touch"))
                    .isEqualTo(10_000);
            assertThat(market.count("SELECT count(*) FROM row")).isEqualTo(report.rows());
        }
    }

    @Test
    void aCancelledMarketLeavesNothing() {
        Path cancelled = folder.resolve("c");
        Progress impatient = new Progress() {
            @Override
            public void at(String step, long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> Market.generate(MarketSettings.shop(200_000, 100, END), cancelled, impatient))
                .hasFieldOrPropertyWithValue("code", MarketError.MARKET_CANCELLED)
                .hasMessageStartingWith("The market was cancelled; nothing is left in");
        assertThat(cancelled).isEmptyDirectory();
    }

    @Test
    void settingsThatMakeNoMarketAreRefused() {
        assertThatThrownBy(() -> MarketSettings.shop(0, 10, END))
                .isInstanceOf(TidebankException.class)
                .hasMessage("People must be between 1 and 1073741824: 0");
        assertThatThrownBy(() -> MarketSettings.shop(10, 5_000, END))
                .hasMessage("Days must be between 1 and 1023: 5000");
        assertThatThrownBy(() -> MarketSettings.bench(10, 20, 5))
                .hasMessageStartingWith("Touches must be at least as many as people");
    }

    private String hash(String name, MarketSettings settings) {
        Path made = folder.resolve(name);
        Market.generate(settings, made, Progress.NONE);
        try (MarketFolder market = new MarketFolder(made)) {
            return market.one("""
                    SELECT count(*) || ' ' || sum(hash(r, place)::HUGEINT)
                    FROM (SELECT row(COLUMNS(* EXCLUDE (filename))) AS r,
                                 row_number() OVER (ORDER BY filename, file_row_number) AS place FROM row)
                    """);
        }
    }
}
