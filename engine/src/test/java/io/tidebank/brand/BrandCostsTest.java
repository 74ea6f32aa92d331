package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.home.BrandError;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.cost.CostRow;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
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
    private static final Choice ALL = new Choice(null, null, null);

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
    void aChoiceIsOfDaysAndOfATouchpointWithAllBelowIt() {
        report();
        Choice november = new Choice(LocalDate.parse("2026-11-01"), null, "search_ad.baidu");

        assertThat(texts(costs.sums(By.TOUCHPOINT, november)))
                .containsExactly("search_ad.baidu|CNY|20.1000|100|3", "search_ad.baidu.brandword|CNY|5.0000|100|3");
        assertThat(costs.sums(By.DAY, ALL).asOf()).isEqualTo("2026-11-02");
        assertThatThrownBy(() -> new Choice(LocalDate.parse("2026-11-02"), LocalDate.parse("2026-11-01"), null))
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
        assertThat(texts(costs.sums(By.TOUCHPOINT, new Choice(null, null, "feed_ad"))))
                .containsExactly("feed_ad.douyin|CNY|39.5000|100|3");
    }

    @Test
    void anotherSourceTellsOfOtherMoney() {
        report();
        costs.report("agency", List.of(row("2026-11-02", "feed_ad.douyin", "double-11", "2", "CNY")));

        assertThat(texts(costs.sums(By.TOUCHPOINT, new Choice(null, null, "feed_ad"))))
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

    private static List<String> texts(Answer answer) {
        return answer.rows().stream()
                .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
                .toList();
    }
}
