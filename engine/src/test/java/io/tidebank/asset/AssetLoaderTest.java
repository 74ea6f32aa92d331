package io.tidebank.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidebank.sql.BuildOrder;
import io.tidebank.sql.ModelBuild;
import io.tidebank.sql.Progress;
import io.tidebank.sql.RandomBrand;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Asset values of a random brand whose first touch is of 2025-01-04, from tables as a refresh leaves them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssetLoaderTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 10);

    private Connection connection;
    private AssetLoader loader;

    @BeforeAll
    void build() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        RandomBrand.make(connection, 5, 400, 10_000);
        BuildOrder order = BuildOrder.of(
                RandomBrand.models(connection), RandomBrand.versions().keySet());
        new ModelBuild(connection, Clock.systemUTC()).run(order, RandomBrand.versions(), Progress.NONE);
        loader = loader(connection);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    private static AssetLoader loader(Connection connection) {
        return new AssetLoader(connection, Toys.AIPL, ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
    }

    /** Everything again in one query, without models: stages by instant, money by touch. */
    @Test
    void ratesAreThoseOfThePeopleThemselves() throws SQLException {
        AssetRates rates = loader.estimate(DAY, AssetSettings.YEAR).rates();

        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        with ends as (
                            select timezone('Asia/Shanghai', m) as after, timezone('Asia/Shanghai', m - interval 1 month) as before
                            from range(timestamp '2025-03-01', timestamp '2026-01-02', interval 1 month) as t(m)),
                        pairs as (
                            select e.after, e.before, a.consumer, a.stage as from_stage, coalesce(b.stage, 'out') as to_stage
                            from ends as e join stage_interval as a on a.ladder = 'aipl' and a.from_at < e.before and a.to_at >= e.before
                            left join stage_interval as b on b.ladder = 'aipl' and b.consumer = a.consumer
                                and b.from_at < e.after and b.to_at >= e.after)
                        select from_stage, to_stage, n / sum(n) over (partition by from_stage)
                        from (select from_stage, to_stage, count(*) as n from pairs group by all)""")) {
            int cells = 0;
            while (rows.next()) {
                assertThat(rates.transitions().rate(rows.getString(1), rows.getString(2)))
                        .isCloseTo(rows.getDouble(3), within(1e-12));
                cells++;
            }
            assertThat(cells).isGreaterThan(15);
        }
        assertThat(rates.revenuePerHead()).containsExactly(revenuePerHead(), within(1e-9));
    }

    private double[] revenuePerHead() throws SQLException {
        List<Double> perHead = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        with ends as (
                            select m as month, timezone('Asia/Shanghai', m + interval 1 month) as after
                            from range(timestamp '2025-02-01', timestamp '2025-12-02', interval 1 month) as t(m)),
                        heads as (select e.*, s.stage, s.consumer from ends as e join stage_interval as s
                            on s.ladder = 'aipl' and s.from_at < e.after and s.to_at >= e.after),
                        buyers as (
                            select source, order_id, min(i.consumer) as consumer
                            from touch as t join identity as i on i.id = t.primary_id where kind = 'order' group by all),
                        money as (select i.consumer, date_trunc('month', timezone('Asia/Shanghai', t.occurred_at)) as month,
                                sum(coalesce(amount_home, 0) * if(kind = 'order', 1, -1)) as spent
                            from touch as t join identity as i on i.id = t.primary_id
                            where kind in ('order', 'refund') group by all),
                        settled as (
                            select source, order_id, m as month from range(timestamp '2024-12-01', timestamp '2025-12-02',
                                interval 1 month) as months(m)
                            join touch on timezone('Asia/Shanghai', occurred_at) < m + interval 1 month
                            group by all having max(occurred_at) filter (kind = 'cancel')
                                >= coalesce(max(occurred_at) filter (kind = 'pay'), '-infinity')),
                        off as (
                            select t.source, t.order_id, m as month, if(any_value(c.order_id) is null, 0,
                                greatest(0, sum(coalesce(t.amount_home, 0) * if(t.kind = 'order', 1, -1)))) as amount
                            from range(timestamp '2024-12-01', timestamp '2025-12-02', interval 1 month) as months(m)
                            join touch as t on t.kind in ('order', 'refund')
                                and timezone('Asia/Shanghai', t.occurred_at) < m + interval 1 month
                            left join settled as c on c.source = t.source and c.order_id = t.order_id and c.month = m
                            where t.order_id in (select order_id from touch where kind = 'cancel')
                            group by t.source, t.order_id, m),
                        taken as (
                            select b.consumer, month,
                                coalesce(lag(amount) over (partition by source, order_id order by month), 0) - amount as spent
                            from off join buyers as b using (source, order_id)),
                        moved as (
                            select consumer, month, sum(spent) as spent
                            from (select * from money union all select * from taken) as flows group by all)
                        select stage, coalesce(sum(spent), 0)::double / count(*) from heads left join moved using (consumer, month)
                        group by stage order by array_position(['A', 'I', 'P', 'L'], stage)""")) {
            while (rows.next()) {
                perHead.add(rows.getDouble(2));
            }
        }
        return perHead.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void moneyWithoutARateIsSaidToBeLeftOut() throws SQLException {
        List<String> notes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select format('{:,d} order lines and refunds in {} are left out: no rate is known (tidebank rates)',
                            count(*), upper(currency))
                        from touch where kind in ('order', 'refund') and amount is not null and amount_home is null
                        and brand_day(occurred_at) between '2025-02-01' and '2025-12-31'
                        group by upper(currency) order by upper(currency)""")) {
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
        }

        assertThat(notes).hasSize(2);
        assertThat(loader.estimate(DAY, AssetSettings.YEAR).notes()).containsSubsequence(notes);
    }

    @Test
    void thePartialFirstMonthTeachesNothingAndShortHistoryIsSaid() {
        AssetEstimate estimate = loader.estimate(DAY, AssetSettings.YEAR);

        assertThat(estimate.months())
                .hasSize(11)
                .startsWith(YearMonth.of(2025, 2))
                .endsWith(YearMonth.of(2025, 12));
        assertThat(estimate.notes()).startsWith("Learnt from 11 full months (2025-02 to 2025-12) instead of 12");
        assertThat(estimate.interval().orElseThrow().low())
                .isLessThan(estimate.value().doubleValue());
        assertThat(estimate.interval().orElseThrow().high())
                .isGreaterThan(estimate.value().doubleValue());
    }

    @Test
    void theFutureDoesNotLeakIntoThePast() throws SQLException {
        LocalDate day = LocalDate.of(2025, 8, 20);
        AssetEstimate estimate = loader.estimate(day, AssetSettings.YEAR);

        assertThat(estimate.months()).endsWith(YearMonth.of(2025, 7)).hasSize(6);
    }

    @Test
    void theTrendIsTheEstimateOfEachDay() {
        LocalDate from = LocalDate.of(2025, 1, 1);
        LocalDate to = LocalDate.of(2025, 5, 3);

        List<AssetDay> trend = loader.trend(from, to, Toys.THREE_YEARS);

        assertThat(trend.getFirst().day()).isEqualTo(LocalDate.of(2025, 2, 28));
        assertThat(trend.getLast().day()).isEqualTo(to);
        assertThat(trend).allSatisfy(day -> {
            AssetEstimate estimate = loader.estimate(day.day(), Toys.THREE_YEARS);
            assertThat(day.value()).isEqualTo(estimate.value());
            assertThat(day.consumers()).isEqualTo(estimate.consumers());
        });
    }

    @Test
    void theChangeIsThatOfTheTwoEstimates() {
        LocalDate from = LocalDate.of(2025, 6, 18);

        AssetChange change = loader.change(from, DAY, AssetSettings.YEAR);

        BigDecimal parts =
                change.parts().stream().map(AssetChange.Part::change).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(parts)
                .isEqualTo(loader.estimate(DAY, AssetSettings.YEAR)
                        .value()
                        .subtract(loader.estimate(from, AssetSettings.YEAR).value()));
        assertThat(change.answer("brand").rows()).hasSize(4);
    }

    @Test
    void tooShortAHistoryNamesTheFirstDayThatHasAnAsset() {
        assertThatThrownBy(() -> loader.estimate(LocalDate.of(2025, 2, 27), AssetSettings.YEAR))
                .hasFieldOrPropertyWithValue("code", AssetError.ASSET_HISTORY_MISSING)
                .hasMessageContaining("ask for 2025-02-28 or later");
        assertThat(loader.estimate(LocalDate.of(2025, 2, 28), AssetSettings.YEAR)
                        .months())
                .containsExactly(YearMonth.of(2025, 2));
        assertThatThrownBy(() -> loader.trend(DAY.minusYears(2), DAY.minusYears(1), AssetSettings.YEAR))
                .hasFieldOrPropertyWithValue("code", AssetError.ASSET_HISTORY_MISSING);
    }

    @Test
    void aLadderNobodyStoodOnIsNamed() {
        AssetSettings other = new AssetSettings("jd-4a", Horizon.YEAR, 0);

        assertThatThrownBy(() -> loader.estimate(DAY, other))
                .hasMessage("Nobody has stood on ladder 'jd-4a' yet; import touches and refresh");
    }

    @Test
    void missingTablesAreNamed() throws SQLException {
        try (Connection empty = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThatThrownBy(() -> loader(empty).estimate(DAY, AssetSettings.YEAR))
                    .hasFieldOrPropertyWithValue("code", AssetError.ASSET_TABLES_MISSING)
                    .hasMessageContaining("stage_revenue_month")
                    .hasMessageContaining("tidebank refresh");
        }
    }
}
