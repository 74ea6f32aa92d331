package io.tidebank.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.ModelInputs.Grown;
import io.tidebank.sql.SqlModel.Refresh;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The models that the house ships: a worked day, and laws over random brands. */
class ModelsTest {

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @RepeatedTest(5)
    void salesAddUp(RepetitionInfo repetition) throws SQLException {
        build(repetition.getCurrentRepetition());

        nothing("""
                select sum(orders), sum(units), sum(gmv), sum(refunds), sum(cancelled), sum(net) from sales_day
                except
                select count(distinct (source, order_id)), (select sum(quantity) from order_line),
                    (select sum(amount) from order_line), (select sum(amount) from order_refund),
                    (select sum(amount) from order_cancel),
                    (select sum(amount) from order_line) - (select sum(amount) from order_refund)
                    - (select sum(amount) from order_cancel)
                from order_line""");
        nothing("select * from order_line where day <> cast(timezone('Asia/Shanghai', occurred_at) as date)");
    }

    /**
     * Order by order and day by day: from its cancellation on, until a payment follows, an order has brought nothing more than
     * was paid back.
     */
    @RepeatedTest(5)
    void aCancelledOrderBringsNothingFromThenOn(RepetitionInfo repetition) throws SQLException {
        build(repetition.getCurrentRepetition());
        execute("""
                create temp table off as
                select o.source, o.order_id, d.day, greatest(0,
                    coalesce((select sum(l.amount) from order_line as l
                        where l.source = o.source and l.order_id = o.order_id and l.day <= d.day), 0)
                    - coalesce((select sum(r.amount) from order_refund as r
                        where r.source = o.source and r.order_id = o.order_id and r.day <= d.day), 0)) as amount
                from order_total as o, (select distinct day from sales_day) as d
                where (select max(t.occurred_at) filter (t.kind = 'cancel')
                        >= coalesce(max(t.occurred_at) filter (t.kind = 'pay'), '-infinity') from order_touch as t
                    where t.source = o.source and t.order_id = o.order_id and brand_day(t.occurred_at) <= d.day)""");

        same("from off where amount > 0", """
                select c.source, c.order_id, d.day, sum(c.amount)
                from order_cancel as c join (select distinct day from sales_day) as d on c.day <= d.day
                group by all having sum(c.amount) > 0""");
        same("select day, cancelled from sales_day where cancelled <> 0", """
                select day, sum(amount) from order_cancel group by day having sum(amount) <> 0""");
        assertThat(
                        column(
                                "select count(*) filter (amount > 0) > 0 and count(*) filter (amount < 0) > 0 from order_cancel"))
                .containsExactly("true");
    }

    /** What a sender says may be wrong, and earlier versions took more: no touch that lies in a lake stops a refresh. */
    @RepeatedTest(5)
    void whateverTouchesTellTheModelsHoldWhatTheyPromise(RepetitionInfo repetition) throws SQLException {
        RandomBrand.make(connection, repetition.getCurrentRepetition(), 80, 3000);
        RandomBrand.stretch(connection);

        buildAll();

        nothing("""
                select sum(units), sum(gmv), sum(refunds) from sales_day
                except
                select sum(quantity), sum(amount), (select sum(amount) from order_refund) from order_line""");
        assertThat(column("select max(gmv) > 1e14 and min(refunds) < 0 from sales_day"))
                .containsExactly("true");
    }

    /** Order by order, by the plain words of the definition. */
    @RepeatedTest(5)
    void anOrderIsVoidOnceItsOwnSourceHasTakenItBack(RepetitionInfo repetition) throws SQLException {
        build(repetition.getCurrentRepetition());

        // An amount that names no currency is in the brand's, but for a refund's; one that is told in the brand's
        // alone, too.
        same("from order_void", """
                with told as (
                    select * replace (
                        coalesce(amount, amount_home, 0) as amount,
                        case when amount is null and amount_home is null then null
                            when amount is null then brand_currency()
                            else coalesce(currency, case kind when 'refund' then null else brand_currency() end) end as currency)
                    from order_touch where order_id is not null
                ),
                bought as (
                    select source, order_id, coalesce(sum(amount) filter (kind = 'order'), sum(amount) filter (kind = 'pay'), 0) as amount,
                        coalesce(min(currency) filter (kind = 'order'), min(currency) filter (kind = 'pay')) as currency
                    from told where kind in ('order', 'pay', 'deposit') group by all
                )
                select b.source, b.order_id, min(t.occurred_at)
                from bought as b join told as t on t.source = b.source and t.order_id = b.order_id
                where t.kind = 'cancel' and not exists (from told as p where p.kind = 'pay' and p.source = b.source
                        and p.order_id = b.order_id and p.occurred_at > t.occurred_at)
                    or t.kind = 'refund' and b.amount <= (
                    select sum(r.amount) from told as r where r.kind = 'refund' and r.source = b.source
                        and r.order_id = b.order_id and r.occurred_at <= t.occurred_at
                        and (r.currency = b.currency or r.currency is null or b.currency is null))
                group by all""");
        same("select source, order_id, is_void, voided_at from order_total", """
                select distinct l.source, l.order_id, v.order_id is not null, v.voided_at
                from order_line as l left join order_void as v on v.source = l.source and v.order_id = l.order_id""");
        assertThat(column("select count(*) > 0 from order_total where is_void")).containsExactly("true");
        assertThat(column("select count(*) > 0 from order_total where not is_void and refund_amount > 0"))
                .containsExactly("true");
        assertThat(column(
                        "select count(*) > 0 from order_void as v anti join order_line as l using (source, order_id)"))
                .containsExactly("true");
    }

    @RepeatedTest(5)
    void transitionsAgreeWithTheStagesAtBothEnds(RepetitionInfo repetition) throws SQLException {
        build(repetition.getCurrentRepetition());

        String heads =
                "select m.month, d.ladder, d.stage, d.consumers from stage_day as d join month_end as m using (day)";
        same(
                heads,
                "select month, ladder, to_stage, sum(consumers) from transition_month where to_stage <> 'out' group by all");
        same(
                "select (m.month + interval 1 month)::date, d.ladder, d.stage, d.consumers from stage_day as d "
                        + "join month_end as m using (day) where m.month < (select max(month) from month_end)",
                "select month, ladder, from_stage, sum(consumers) from transition_month where from_stage <> 'out' group by all");
        same(heads, "select month, ladder, stage, consumers from stage_revenue_month");
    }

    /** Person by person, by the plain words of the definition. */
    @RepeatedTest(5)
    void stageRevenueIsThatOfThePeopleWhoStandThere(RepetitionInfo repetition) throws SQLException {
        build(repetition.getCurrentRepetition());

        same("select month, ladder, stage, revenue from stage_revenue_month", """
                select m.month, s.ladder, s.stage, sum(
                    coalesce((select sum(amount) from order_line as l
                        where l.consumer = s.consumer and date_trunc('month', l.day) = m.month), 0)
                    - coalesce((select sum(amount) from order_refund as r
                        where r.consumer = s.consumer and date_trunc('month', r.day) = m.month), 0)
                    - coalesce((select sum(amount) from order_cancel as c
                        where c.consumer = s.consumer and date_trunc('month', c.day) = m.month), 0))
                from month_end as m join stage_interval as s on s.from_at <= m.at_instant and s.to_at > m.at_instant
                group by all""");
    }

    /** Touches and stages of a random day and later come and go; what went before stands. */
    @RepeatedTest(8)
    void goingOnFromADayGivesTheRowsOfAFullBuild(RepetitionInfo repetition) throws SQLException {
        int seed = repetition.getCurrentRepetition();
        LocalDate since = LocalDate.of(2025, 1, 10).plusDays(new Random(seed).nextInt(390));
        RandomBrand.make(connection, seed, 60, 2000);
        execute("create table every_touch as from touch");
        execute("create table every_interval as from stage_interval");
        execute("delete from touch where hash(touch_id) %% 2 = 0 and brand_day(occurred_at) >= date '%s'"
                .formatted(since));
        execute("update stage_interval set to_at = least(to_at, timezone('Asia/Shanghai', timestamp '%s'))"
                .formatted(since));
        execute("delete from stage_interval where from_at >= to_at");
        buildAll();
        execute("create or replace table touch as from every_touch");
        execute("create or replace table stage_interval as from every_interval");

        Grown touches = new Grown(
                List.of("source", "touch_id"),
                "from every_touch where hash(touch_id) %% 2 = 0 and brand_day(occurred_at) >= date '%s'"
                        .formatted(since));
        Map<String, String> after = new TreeMap<>(RandomBrand.versions());
        after.replaceAll((input, version) -> List.of("touch", "stage_interval").contains(input) ? "2" : version);
        List<SqlModel> models = RandomBrand.models(connection);
        BuildOrder order = BuildOrder.of(models, after.keySet());
        List<ModelRun> runs = new ModelBuild(connection, Clock.systemUTC())
                .run(
                        order,
                        new ModelInputs(after, RandomBrand.versions(), since, Map.of("touch", touches), Set.of()),
                        Progress.NONE);

        assertThat(runs)
                .filteredOn(run -> run.outcome() == ModelRun.Outcome.CONTINUED)
                .hasSize((int) models.stream()
                        .filter(model -> model.refresh() != Refresh.FULL)
                        .count());
        for (SqlModel model : order.models()) {
            same("from " + model.name(), model.select());
        }
    }

    @Test
    void aWorkedDay() throws SQLException {
        RandomBrand.make(connection, 1, 3, 1);
        execute("delete from touch");
        execute("insert into touch by name select unnest(line) from (values "
                + row("a1", "order", "2025-03-01 15:59:59", "user:0", "1", "60.10") + ", "
                + row("a2", "order", "2025-03-01 15:59:59", "user:0", "1", "40.00") + ", "
                + row("b1", "order", "2025-03-01 16:00:00", "", "2", "30.00") + ", "
                + row("r1", "refund", "2025-03-02 01:00:00", "user:0", "1", "60.10") + ", "
                + row("r2", "refund", "2025-03-03 01:00:00", "user:0", "1", "40.00") + ", "
                + row("c2", "cancel", "2025-03-04 02:00:00", "", "2", "null") + ", "
                + row("r3", "refund", "2025-03-03 02:00:00", "user:1", "", "5.00")
                + ") as t(line)");
        buildAll();

        assertThat(column("select (sales_day)::varchar from sales_day order by day"))
                .containsExactly(
                        "{'day': 2025-03-01, 'orders': 1, 'units': 2.0000, 'gmv': 100.1000, 'refunds': 0.0000, 'cancelled': 0.0000, 'net': 100.1000, 'guest_orders': 0, 'guest_gmv': 0.0000, 'guest_refunds': 0.0000, 'guest_cancelled': 0.0000, 'unrated': 0}",
                        "{'day': 2025-03-02, 'orders': 1, 'units': 1.0000, 'gmv': 30.0000, 'refunds': 60.1000, 'cancelled': 0.0000, 'net': -30.1000, 'guest_orders': 1, 'guest_gmv': 30.0000, 'guest_refunds': 0.0000, 'guest_cancelled': 0.0000, 'unrated': 0}",
                        "{'day': 2025-03-03, 'orders': 0, 'units': 0.0000, 'gmv': 0.0000, 'refunds': 45.0000, 'cancelled': 0.0000, 'net': -45.0000, 'guest_orders': 0, 'guest_gmv': 0.0000, 'guest_refunds': 0.0000, 'guest_cancelled': 0.0000, 'unrated': 0}",
                        "{'day': 2025-03-04, 'orders': 0, 'units': 0.0000, 'gmv': 0.0000, 'refunds': 0.0000, 'cancelled': 30.0000, 'net': -30.0000, 'guest_orders': 0, 'guest_gmv': 0.0000, 'guest_refunds': 0.0000, 'guest_cancelled': 30.0000, 'unrated': 0}");
        assertThat(column("select order_id || ' ' || is_void || ' ' || coalesce(voided_at::varchar, '-') "
                        + "from order_total order by order_id"))
                .containsExactly("1 true 2025-03-03 01:00:00+00", "2 true 2025-03-04 02:00:00+00");
    }

    private static String row(String id, String kind, String at, String who, String order, String amount) {
        return "(struct_pack(touch_id := '%s', source := 's', kind := '%s', occurred_at := timestamptz '%s+00', primary_id := nullif('%s', ''), order_id := nullif('%s', ''), amount := %6$s::decimal(18, 4), amount_home := %6$s::decimal(18, 4)))"
                .formatted(id, kind, at, who, order, amount);
    }

    private void build(int seed) throws SQLException {
        RandomBrand.make(connection, seed, 80, 3000);
        buildAll();
    }

    private void buildAll() {
        List<SqlModel> models = RandomBrand.models(connection);
        BuildOrder order = BuildOrder.of(models, RandomBrand.versions().keySet());
        List<ModelRun> runs =
                new ModelBuild(connection, Clock.systemUTC()).run(order, RandomBrand.versions(), Progress.NONE);
        assertThat(runs).hasSameSizeAs(models);
    }

    private void same(String some, String others) throws SQLException {
        nothing("(%s) except (%s)".formatted(some, others));
        nothing("(%s) except (%s)".formatted(others, some));
    }

    private void nothing(String select) throws SQLException {
        assertThat(column(select)).as(select).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
