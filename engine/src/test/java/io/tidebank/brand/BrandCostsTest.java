package io.tidebank.brand;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.BrandCosts.Part;
import io.tidebank.brand.home.BrandError;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.cost.CostRow;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs through the façade: reported, summed, listed, asked for in SQL, in a brand without a single touch. */
class BrandCostsTest {

    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().start(task);
    private static final Choice ALL = new Choice(null, null, null, null);

    @TempDir
    Path folder;

    private Tidebank tidebank;
    private BrandCosts costs;

    @BeforeEach
    void open() {
        Tidebank.init(folder.resolve("home"), "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        tidebank = Tidebank.open(folder.resolve("home"));
        costs = tidebank.brand("shop").costs();
    }

    @AfterEach
    void close() {
        tidebank.close();
    }

    private static CostRow row(String day, String touchpoint, @Nullable String play, String amount, String currency) {
        return new CostRow(day, touchpoint, play, null, null, null, amount, currency, "100", "3");
    }

    private void report() {
        costs.report(
                null,
                List.of(
                        row("2026-10-31", "search_ad.baidu", "autumn", "10.05", "CNY"),
                        row("2026-11-01", "search_ad.baidu", "autumn", "20.10", "CNY"),
                        row("2026-11-01", "search_ad.baidu.brandword", null, "5", "CNY"),
                        row("2026-11-01", "search_ad.baidu_other", null, "7", "USD"),
                        row("2026-11-02", "feed_ad.douyin", "double-11", "40", "CNY")));
    }

    @Test
    void currenciesAreNeverAddedUp() {
        report();

        assertThat(texts(costs.sums(By.DAY, ALL)))
                .containsExactly(
                        "2026-10-31|CNY|10.0500|100|3",
                        "2026-11-01|CNY|25.1000|200|6",
                        "2026-11-01|USD|7.0000|100|3",
                        "2026-11-02|CNY|40.0000|100|3");
        assertThat(texts(costs.sums(By.MONTH, ALL)))
                .containsExactly("2026-10|CNY|10.0500|100|3", "2026-11|CNY|65.1000|300|9", "2026-11|USD|7.0000|100|3");
        assertThat(texts(costs.sums(By.TOUCHPOINT, ALL)))
                .containsExactly(
                        "feed_ad.douyin|CNY|40.0000|100|3",
                        "search_ad.baidu|CNY|30.1500|200|6",
                        "search_ad.baidu.brandword|CNY|5.0000|100|3",
                        "search_ad.baidu_other|USD|7.0000|100|3");
        assertThat(texts(costs.sums(By.PLAY, ALL)))
                .containsExactly(
                        "double-11|CNY|40.0000|100|3",
                        "autumn|CNY|30.1500|200|6",
                        "null|CNY|5.0000|100|3",
                        "null|USD|7.0000|100|3");
    }

    @Test
    void otherCurrenciesAreWorthWhatTheRateOfTheirDaySaysAndNothingWhereThereIsNone() {
        report();
        costs.report(
                "overseas",
                List.of(
                        row("2026-11-04", "search_ad.google", null, "10", "USD"),
                        row("2026-11-04", "search_ad.google", "double-11", "500", "JPY"),
                        row("2026-11-30", "search_ad.google", null, "1.5", "USD")));
        assertThat(texts(costs.sums(By.SOURCE, ALL), 0, 7))
                .containsExactly(
                        "ad-spend|CNY|75.1500|400|12|75.1500|0.0000",
                        "overseas|JPY|500.0000|100|3|null|500.0000",
                        "overseas|USD|11.5000|200|6|null|11.5000",
                        "ad-spend|USD|7.0000|100|3|null|7.0000");

        tidebank.brand("shop").rates().add("day,currency,rate\n2026-10-30,USD,7.1\n2026-11-04,USD,7.12345\n");

        assertThat(texts(costs.sums(By.SOURCE, ALL), 0, 7))
                .containsExactly(
                        "ad-spend|CNY|75.1500|400|12|75.1500|0.0000",
                        "overseas|JPY|500.0000|100|3|null|500.0000",
                        "overseas|USD|11.5000|200|6|71.2345|1.5000",
                        "ad-spend|USD|7.0000|100|3|49.7000|0.0000");
    }

    @Test
    void aRateIsOfTheCostsThatTellBothOfItsParts() {
        costs.report(
                null,
                List.of(
                        told("CNY", "8", "1000", null),
                        told("CNY", "10", "2000", "40"),
                        told("CNY", "5", null, "10"),
                        told("CNY", "7", null, null),
                        told("USD", "100", "4000", "50")));

        assertThat(texts(costs.sums(By.DAY, ALL), 1, 13))
                .containsExactly(
                        "CNY|30.0000|3000|50|30.0000|0.0000|4|18.0000|3000|15.0000|50|40|2000",
                        "USD|100.0000|4000|50|null|100.0000|1|0.0000|0|0.0000|0|50|4000");
    }

    private static CostRow told(String currency, String amount, @Nullable String impressions, @Nullable String clicks) {
        String campaign = currency + amount;
        return new CostRow("2026-11-02", "feed_ad", null, campaign, null, null, amount, currency, impressions, clicks);
    }

    @Test
    void aRowOfSumsOpensToItsCostsAlone() {
        report();

        for (By by : By.values()) {
            for (List<@Nullable Object> row : costs.sums(by, ALL).rows()) {
                Object value = row.getFirst();
                Part part = Part.of(new Part(by, value == null ? null : value.toString()).label());
                assertThat(costs.list(new Choice(null, null, null, part), null, 100).rows().stream()
                                .filter(cost -> row.get(1).equals(cost.get(8)))
                                .map(cost -> new BigDecimal(String.valueOf(cost.get(9))))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as("%s", part)
                        .isEqualByComparingTo(String.valueOf(row.get(2)));
            }
        }
        assertThatThrownBy(() -> Part.of("moon:1"))
                .hasFieldOrPropertyWithValue("code", BrandError.COSTS_BY_UNKNOWN)
                .hasMessageContaining("touchpoint, play, campaign or source, not by 'moon'");
    }

    @Test
    void costsSayWhichReportsToldThemLast() {
        report();
        ImportReport restated =
                costs.report(null, List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "39.5", "CNY")));
        Choice november = new Choice(LocalDate.parse("2026-11-01"), null, null, null);

        Answer reports = costs.reports(november);
        assertThat(reports.columns())
                .containsExactly(
                        "import_id",
                        "source",
                        "reported_at",
                        "mapping",
                        "files",
                        "currency",
                        "amount",
                        "costs",
                        "first_day",
                        "last_day");
        assertThat(reports.rows().getFirst().getFirst()).isEqualTo(restated.importId());
        assertThat(texts(reports, 3, 7))
                .containsExactly(
                        "ad-spend|report.jsonl|CNY|39.5000|1|2026-11-02|2026-11-02",
                        "ad-spend|report.jsonl|CNY|25.1000|2|2026-11-01|2026-11-01",
                        "ad-spend|report.jsonl|USD|7.0000|1|2026-11-01|2026-11-01");

        tidebank.brand("shop").importer().undo(restated.importId());

        assertThat(texts(costs.reports(new Choice(null, null, null, Part.of("play:double-11"))), 5, 2))
                .containsExactly("CNY|40.0000");
        assertThat(costs.reports(new Choice(null, null, "affiliate", null)).rows())
                .isEmpty();
    }

    @Test
    void aChoiceIsOfDaysAndOfATouchpointWithAllBelowIt() {
        report();
        Choice november = new Choice(LocalDate.parse("2026-11-01"), null, "search_ad.baidu", null);

        assertThat(texts(costs.sums(By.TOUCHPOINT, november)))
                .containsExactly("search_ad.baidu|CNY|20.1000|100|3", "search_ad.baidu.brandword|CNY|5.0000|100|3");
        assertThat(costs.sums(By.DAY, ALL).asOf()).isEqualTo("2026-11-02");
        assertThatThrownBy(() -> new Choice(LocalDate.parse("2026-11-02"), LocalDate.parse("2026-11-01"), null, null))
                .hasFieldOrPropertyWithValue("code", BrandError.PERIOD_INVALID);
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepeat() {
        report();
        Answer first = costs.list(ALL, null, 2);
        Answer second = costs.list(ALL, String.valueOf(first.rows().getLast().getFirst()), 2);
        Answer third = costs.list(ALL, String.valueOf(second.rows().getLast().getFirst()), 2);

        assertThat(first.columns()).startsWith("cost_id", "day", "source", "touchpoint");
        assertThat(third.rows()).hasSize(1);
        assertThat(List.of(first, second, third).stream()
                        .flatMap(page -> page.rows().stream())
                        .map(row -> row.get(1) + " " + row.get(3)))
                .containsExactlyInAnyOrder(
                        "2026-10-31 search_ad.baidu",
                        "2026-11-01 search_ad.baidu",
                        "2026-11-01 search_ad.baidu.brandword",
                        "2026-11-01 search_ad.baidu_other",
                        "2026-11-02 feed_ad.douyin");
    }

    @Test
    void aReportThatIsSentAgainCountsOnceAndALaterOneReplacesIt() {
        report();
        ImportReport again =
                costs.report(null, List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "40.00", "CNY")));
        ImportReport restated =
                costs.report(null, List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "39.5", "CNY")));
        ImportReport repeated =
                costs.report(null, List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "39.5", "CNY")));

        assertThat(again.costs()).isZero();
        assertThat(again.duplicates()).isEqualTo(1);
        assertThat(restated.costs()).isEqualTo(1);
        assertThat(repeated.state()).isEqualTo(State.REPEATED);
        assertThat(texts(costs.sums(By.TOUCHPOINT, new Choice(null, null, "feed_ad", null))))
                .containsExactly("feed_ad.douyin|CNY|39.5000|100|3");
    }

    @Test
    void anotherSourceTellsOfOtherMoney() {
        report();
        costs.report("agency", List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "2", "CNY")));

        assertThat(texts(costs.sums(By.TOUCHPOINT, new Choice(null, null, "feed_ad", null))))
                .containsExactly("feed_ad.douyin|CNY|42.0000|200|6");
    }

    @Test
    void sqlSeesWhatHoldsAndWhatWasReported() {
        report();
        costs.report(null, List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "39.5", "CNY")));
        Brand brand = tidebank.brand("shop");

        assertThat(texts(brand.sql("SELECT count(*), sum(amount) FROM cost WHERE currency = 'CNY'")))
                .containsExactly("4|74.6500");
        assertThat(texts(brand.sql("SELECT count(*) FROM cost_report"))).containsExactly("6");
        assertThatThrownBy(() -> brand.sql("SELECT * FROM costly"))
                .hasMessageContaining("There is no relation 'costly'; there is: cost, cost_report");
    }

    @Test
    void tidyingKeepsWhatHolds() {
        report();
        for (int i = 0; i < 17; i++) {
            costs.report(null, List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "4" + i, "CNY")));
        }
        List<String> before = texts(costs.sums(By.DAY, ALL));

        tidebank.brand("shop").tidy(Progress.NONE);

        assertThat(texts(costs.sums(By.DAY, ALL))).isEqualTo(before).contains("2026-11-02|CNY|416.0000|100|3");
    }

    @Test
    void whereNothingWasReportedNothingIsThere() {
        assertThat(costs.sums(By.DAY, ALL).rows()).isEmpty();
        assertThat(costs.list(ALL, null, 10).rows()).isEmpty();
        assertThatThrownBy(() -> tidebank.brand("shop").sql("SELECT * FROM cost"))
                .hasFieldOrPropertyWithValue("code", BrandError.BRAND_EMPTY);
    }

    @Test
    void aReportDoesNotWaitForARefresh() throws Exception {
        Brand brand = tidebank.brand("shop");
        Path touches = Files.writeString(
                folder.resolve("touches.csv"), "user_id,kind,occurred_at\nu1,visit,2026-10-01 10:00:00\n");
        brand.importer().run(ImportRequest.of(touches), Progress.NONE);
        CountDownLatch refreshing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<?> refresh = CompletableFuture.runAsync(
                () -> brand.refresh((step, done, total) -> {
                    refreshing.countDown();
                    await(goOn);
                }),
                OWN_THREAD);
        await(refreshing);
        try {
            CompletableFuture.runAsync(this::report, OWN_THREAD).get(1, TimeUnit.MINUTES);
            assertThat(costs.sums(By.DAY, ALL).rows()).hasSize(4);
            assertThat(refresh).isNotDone();
        } finally {
            goOn.countDown();
        }
        refresh.get(1, TimeUnit.MINUTES);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of sums that which is told by their amounts. */
    private static List<String> texts(Answer answer) {
        return texts(answer, 0, 5);
    }

    private static List<String> texts(Answer answer, int skip, int cells) {
        return answer.rows().stream()
                .map(row -> row.stream()
                        .skip(skip)
                        .limit(cells)
                        .map(String::valueOf)
                        .collect(joining("|")))
                .toList();
    }
}
