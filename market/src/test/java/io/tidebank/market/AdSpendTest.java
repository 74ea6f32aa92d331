package io.tidebank.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of what ads cost is one that a platform could have written of the market's own impressions and clicks. */
class AdSpendTest {

    private static final MarketSettings SETTINGS = MarketSettings.shop(2_000, 60, LocalDate.of(2026, 7, 1));

    @TempDir
    private static Path folder;

    private static MarketFolder market;
    private static Path adSpend;

    @BeforeAll
    static void makeTheMarket() {
        adSpend = Market.generate(SETTINGS, folder.resolve("m"), Progress.NONE).adSpend();
        market = new MarketFolder(folder.resolve("m"));
    }

    @AfterAll
    static void closeTheMarket() {
        market.close();
    }

    private static String spend() {
        return "read_csv('" + adSpend + "')";
    }

    @Test
    void impressionsAndClicksAreThoseOfTheTouches() {
        assertThat(market.all("SELECT day || ' ' || touchpoint || ' ' || impressions || ' ' || clicks FROM " + spend()
                        + " ORDER BY ALL"))
                .hasSizeGreaterThan(400)
                .isEqualTo(market.all("""
                        SELECT local::DATE || ' ' || touchpoint || ' ' || count(*) FILTER (kind = 'impression')
                            || ' ' || count(*) FILTER (kind = 'click')
                        FROM touch WHERE kind IN ('impression', 'click') GROUP BY local::DATE, touchpoint ORDER BY ALL"""));
    }

    @Test
    void moneyIsWhatSuchAdsCost() {
        assertThat(market.all("SELECT touchpoint FROM " + spend()
                        + " GROUP BY touchpoint HAVING (sum(amount) / sum(impressions) NOT BETWEEN 0.02 AND 0.08)"
                        + " AND (sum(amount) / sum(clicks) NOT BETWEEN 0.5 AND 4)"))
                .isEmpty();
        assertThat(market.all("SELECT DISTINCT currency FROM " + spend())).containsExactly("CNY");
    }

    @Test
    void aSeasonIsThePlayThatItIsSpentFor() {
        assertThat(market.all("SELECT play_id || ' ' || min(day) || ' ' || max(day) FROM " + spend()
                        + " WHERE play_id IS NOT NULL GROUP BY play_id ORDER BY min(day)"))
                .containsExactly(
                        "520 2026-05-16 2026-05-20", "618-opening 2026-05-24 2026-06-03", "618 2026-06-10 2026-06-18");
    }

    @Test
    void theSameSeedCostsTheSame() throws IOException {
        Path again = Market.generate(SETTINGS.withThreads(1), folder.resolve("again"), Progress.NONE)
                .adSpend();
        Path other = Market.generate(SETTINGS.withSeed(7), folder.resolve("other"), Progress.NONE)
                .adSpend();

        assertThat(Files.readString(again)).isEqualTo(Files.readString(adSpend));
        assertThat(Files.readString(other)).isNotEqualTo(Files.readString(adSpend));
    }
}
