package io.tidebank.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tidebank.cli.console.ServedConsole.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tidebank.asset.AssetSettings;
import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.ImportRequest;
import io.tidebank.market.Market;
import io.tidebank.market.MarketReport;
import io.tidebank.market.MarketSettings;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, over the real server and a small market: what it shows is what the engine answers. */
@TestInstance(Lifecycle.PER_CLASS)
class ConsolePageTest {

    private static final MarketSettings MARKET = MarketSettings.shop(3_000, 400, LocalDate.of(2026, 7, 1));
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);
    private static final LocalDate FIRST_DAY = LAST_DAY.minusDays(30);
    private static final String LADDER = "aipl";

    private Tidebank tidebank;
    private Brand brand;
    private ServedConsole console;

    @BeforeAll
    void openTheShop(@TempDir Path folder) throws IOException {
        Path home = folder.resolve("home");
        Tidebank.init(home, "shop", MARKET.zone(), MARKET.currency());
        Path settings = home.resolve("tidebank.yaml");
        Files.writeString(settings, Files.readString(settings).replaceAll("ladders: .*", "ladders: [aipl, o-5a]"));
        tidebank = Tidebank.open(home);
        brand = tidebank.brand(null);
        MarketReport market = Market.generate(MARKET, folder.resolve("market"), Progress.NONE);
        brand.importer().run(ImportRequest.of(market.touchFiles().toArray(Path[]::new)), Progress.NONE);
        brand.refresh(Progress.NONE);
        console = ServedConsole.of(tidebank, home);
    }

    @BeforeEach
    void forgetComplaints() {
        console.forgetComplaints();
    }

    @AfterAll
    void close() {
        if (console != null) {
            console.close();
        }
        if (tidebank != null) {
            tidebank.close();
        }
    }

    @Test
    void theNumbersAreTheEnginesAndEachCanBeExplained() {
        Page page = open(1440, 900);

        assertThat(page.getByTestId("as-of")).containsText(LAST_DAY.toString());
        assertThat(page.getByTestId("asset-card-value")).hasAttribute("title", money(assetOf(LAST_DAY)));
        assertThat(page.getByTestId("asset-change-card-value"))
                .hasAttribute("title", money(assetOf(LAST_DAY).subtract(assetOf(FIRST_DAY))));
        brand.stages(LAST_DAY, LADDER)
                .rows()
                .forEach(row -> assertThat(page.getByTestId("ladder-%s-consumers".formatted(row.get(0))))
                        .hasText(count(row.get(2))));
        brand.flowSummary(FIRST_DAY, LAST_DAY, LADDER)
                .rows()
                .forEach(row ->
                        assertThat(page.getByTestId("flow-move-" + row.get(0))).hasText(count(row.get(1))));
        assertThat(page.getByTestId("asset-why-check")).hasAttribute("data-exact", "true");

        page.getByTestId("asset-card-explain").click();
        assertThat(page.getByTestId("asset-card-explanation")).containsText(money(assetOf(LAST_DAY)));
        assertThat(page.getByTestId("asset-card-explanation")).containsText("P → L within a month");
        assertThat(page.getByTestId("asset-interval")).containsText("90 % interval");
        picture(page, "explanation");
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void aLinkLetsOneBrowserInAndLeavesTheAddress() {
        String link = console.link("/?ladder=o-5a");
        Page first = console.stranger(1440, 900, "en-US");
        first.navigate(link);
        assertThat(first.getByTestId("asset-card-value")).isVisible();
        assertThat(first).hasURL(console.url() + "/?ladder=o-5a");

        Page second = console.stranger(1440, 900, "en-US");
        second.navigate(link);
        assertThat(second.getByTestId("problem")).containsText("This one-time link was used already");
        picture(second, "not-known");
        second.navigate(console.link("/"));
        assertThat(second.getByTestId("asset-card-value")).isVisible();
    }

    @Test
    void theLanguageChangesAndStaysChanged() {
        Page page = open(1440, 900);
        assertThat(page.getByTestId("ladder")).containsText("Loyal");

        page.getByTestId("language-switch").click();

        assertThat(page.getByTestId("ladder")).containsText("忠诚");
        page.reload();
        assertThat(page.getByTestId("ladder")).containsText("忠诚");
        settle(page);
        picture(page, "chinese");
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void aPhoneNeedsNoSidewaysScrolling() {
        Page page = open(390, 844);
        settle(page);
        picture(page, "phone");

        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels that stick out")
                .isEqualTo(0);
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void otherDaysAndAnotherLadderAreAskedForAnew() {
        LocalDate from = LAST_DAY.minusDays(100);
        LocalDate to = LAST_DAY.minusDays(40);
        Page page = open(1440, 900, "?ladder=o-5a&from=%s&to=%s".formatted(from, to));

        brand.stages(to, "o-5a")
                .rows()
                .forEach(row -> assertThat(page.getByTestId("ladder-%s-consumers".formatted(row.get(0))))
                        .hasText(count(row.get(2))));
        brand.flowSummary(from, to, "o-5a")
                .rows()
                .forEach(row ->
                        assertThat(page.getByTestId("flow-move-" + row.get(0))).hasText(count(row.get(1))));
        settle(page);
        picture(page, "o-5a");
        assertThat(console.complaints()).isEmpty();
    }

    private Page open(int width, int height) {
        return open(width, height, "");
    }

    private Page open(int width, int height, String query) {
        return console.open(width, height, "en-US", "/" + query);
    }

    /** Waits until every panel has its answer and its chart. */
    private static void settle(Page page) {
        assertThat(page.getByTestId("asset-card-value")).isVisible();
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        for (String panel : List.of("asset-trend", "asset-why", "stage-trend", "sales")) {
            assertThat(page.getByTestId(panel).locator(".tb-chart svg").first()).isAttached();
        }
    }

    private BigDecimal assetOf(LocalDate day) {
        Answer asset = brand.assets(day, AssetSettings.YEAR);
        return asset.rows().stream()
                .map(row -> new BigDecimal(String.valueOf(row.getLast())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String money(BigDecimal amount) {
        NumberFormat digits = NumberFormat.getNumberInstance(Locale.US);
        digits.setMinimumFractionDigits(2);
        digits.setMaximumFractionDigits(2);
        return (amount.signum() < 0 ? "-¥" : "¥") + digits.format(amount.abs());
    }

    private static String count(@Nullable Object consumers) {
        return NumberFormat.getIntegerInstance(Locale.US).format(consumers);
    }
}
