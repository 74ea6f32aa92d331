package io.tidebank.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tidebank.cli.console.ServedConsole.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportRequest;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What ads cost in a real browser over the real server, after reports were imported: also without a single touch. */
@TestInstance(Lifecycle.PER_CLASS)
class CostsPageTest {

    private static final Choice NOVEMBER =
            new Choice(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30"), null, null);

    private Tidebank tidebank;
    private ServedConsole console;
    private ImportReport latest;

    @BeforeAll
    void openTheShop(@TempDir Path folder) throws IOException {
        Path home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        Tidebank.init(home, "young", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        tidebank = Tidebank.open(home);
        report(folder.resolve("first.csv"), 1, 61);
        latest = report(folder.resolve("restated.csv"), 2, 1);
        tidebank.brand("shop").rates().add("day,currency,rate\n2026-11-29,USD,7.05\n");
        console = ServedConsole.of(tidebank, home);
    }

    /** A report of so many days up to the end of November; the last one also tells of money spent abroad. */
    private ImportReport report(Path file, int factor, int days) throws IOException {
        List<String> lines = new ArrayList<>(List.of("日期,触点,营销活动,计划,花费,币种,展现量,点击量"));
        LocalDate last = LocalDate.parse("2026-11-30");
        for (LocalDate day = last.minusDays(days - 1); !day.isAfter(last); day = day.plusDays(1)) {
            String play = day.getMonthValue() == 11 && day.getDayOfMonth() <= 11 ? "double-11" : "";
            int more = factor * 1000 + day.getDayOfMonth();
            lines.add(
                    "%s,search_ad.baidu.brandword,%s,品牌词,%d.10,CNY,%d,%d".formatted(day, play, more, more * 40, more));
            lines.add("%s,affiliate.creators,%s,,%d.05,CNY,,".formatted(day, play, factor * 300));
        }
        lines.add(last + ",search_ad.google,,brand,200,USD,5000,100");
        lines.add(last + ",search_ad.yahoo,,brand,9000,JPY,100,1");
        return tidebank.brand("shop")
                .importer()
                .run(ImportRequest.of("ad-spend", Files.write(file, lines)), Progress.NONE);
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
    void theNumbersAreTheEnginesAndLeadToTheReportsBehindThem() {
        Page page = console.open(1440, 900, "en-US", "/costs");

        assertThat(page.getByTestId("spend-card-value")).hasAttribute("title", "¥42,179.50");
        assertThat(page.getByTestId("spend-change")).hasText("+¥2,680.00▲ +6.8%vs the period before ¥39.5K");
        assertThat(page.getByTestId("cost-unrated")).containsText("In no sum, since no rate is known: JPY 9,000");
        assertThat(page.getByTestId("cost-unrated")).containsText("Counted at the rate of each day: USD 200.00");
        assertThat(page.getByTestId("touchpoint-search_ad.google")).containsText("¥1,410.00");
        tidebank.brand("shop")
                .costs()
                .sums(By.PLAY, NOVEMBER)
                .rows()
                .forEach(row -> assertThat(page.getByTestId("spend-row-" + (row.get(0) == null ? "" : row.get(0))))
                        .isVisible());
        picture(page, "costs");

        page.getByTestId("spend-cut").getByText("Day").click();
        page.getByTestId("spend-row-2026-11-30").getByRole(AriaRole.BUTTON).focus();
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("behind-report").first()).containsText(latest.importId());
        assertThat(page.getByTestId("behind-report").first()).containsText("restated.csv");
        assertThat(page.getByTestId("behind-cost")).hasCount(4);
        picture(page, "costs-behind");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("behind")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*by=day.*"));
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void monthsAndOtherDaysAreAskedForAnew() {
        Page page = console.open(1440, 900, "en-US", "/costs?from=2026-11-01&to=2026-11-11");

        assertThat(page.getByTestId("spend-card-value")).hasAttribute("title", "¥14,367.65");
        page.getByTestId("period").getByText("All").click();
        assertThat(page.getByTestId("spend-change")).containsText("no costs that far back to compare with");
        page.getByTestId("spend-unit").getByText("Months").click();
        assertThat(page.getByTestId("spend-trend-chart").locator("svg")).containsText("2026-10");
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void aPhoneNeedsNoSidewaysScrollingAndChineseIsChinese() {
        for (String path : List.of("/costs", "/costs?brand=young", "/guides/costs")) {
            Page phone = console.open(390, 844, "zh-CN", path);
            assertThat(phone.locator("[data-testid=costs], [data-testid=no-costs], [data-testid=guide]"))
                    .isVisible();
            assertThat(phone.locator("[aria-busy=true]")).hasCount(0);
            assertThat(phone.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                    .as("pixels that stick out of %s", path)
                    .isEqualTo(0);
            picture(phone, "phone" + path.replaceAll("\\W", "-"));
        }
        Page page = console.open(1440, 900, "zh-CN", "/costs");
        assertThat(page.getByTestId("spend-row-")).containsText("未归营销计划");
        assertThat(page.getByTestId("cost-cpm")).containsText("覆盖花费的");
        picture(page, "costs-chinese");
        Page empty = console.open(1440, 900, "zh-CN", "/costs?brand=young");
        assertThat(empty.getByTestId("no-costs")).containsText("--preset ad-spend --brand young");
        assertThat(empty.getByTestId("no-costs")).containsText(console.url() + "/api/v1/brands/young/costs");
        assertThat(console.complaints()).isEmpty();
    }
}
