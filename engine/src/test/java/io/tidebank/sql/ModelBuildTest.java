package io.tidebank.sql;

import static io.tidebank.sql.ModelRun.Outcome.BUILT;
import static io.tidebank.sql.ModelRun.Outcome.CONTINUED;
import static io.tidebank.sql.ModelRun.Outcome.UNCHANGED;
import static io.tidebank.sql.SqlError.MODEL_CHECK_FAILED;
import static io.tidebank.sql.SqlError.MODEL_INVALID;
import static io.tidebank.sql.SqlError.SQL_CANCELLED;
import static io.tidebank.sql.SqlError.SQL_INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelBuildTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("create table touch as select * from (values (1, 10), (1, 20), (2, 30)) as t(who, amount)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private final List<String> sums = List.of("""
            -- One row per who.
            -- @key who
            -- @check amount > 0
            select who, sum(amount) as amount from touch group by who
            """, """
            -- One row per amount.
            -- @key amount
            select amount, count(*) as people from sums group by amount
            """);

    @Test
    void tablesAreBuiltAndTheirOriginIsKept() throws SQLException {
        List<ModelRun> runs = build(Map.of("touch", "7"), sums);

        assertThat(runs).extracting(ModelRun::model).containsExactly("sums", "spread");
        assertThat(runs).extracting(ModelRun::rows).containsExactly(2L, 1L);
        assertThat(column("select model || ' ' || rows || ' ' || inputs from model_run order by run"))
                .containsExactly(
                        "sums 2 touch=7", "spread 1 sums=" + runs.getFirst().version());
        assertThat(
                        column(
                                "select built_at = '2026-11-21 08:00:00+00'::timestamptz and length(file_hash) = 64 from model_run"))
                .containsExactly("true", "true");
    }

    @Test
    void onlyWhatChangedIsBuiltAgain() {
        build(Map.of("touch", "7"), sums);

        assertThat(outcomes(Map.of("touch", "7"), sums)).containsExactly(UNCHANGED, UNCHANGED);
        assertThat(outcomes(Map.of("touch", "8"), sums)).containsExactly(BUILT, BUILT);
        List<String> other = List.of(sums.get(0), sums.get(1) + "-- changed");
        assertThat(outcomes(Map.of("touch", "8"), other)).containsExactly(UNCHANGED, BUILT);
        assertThat(outcomes(Map.of("touch", "7"), sums)).containsExactly(BUILT, BUILT);
    }

    @Test
    void aTableThatWasLostIsBuiltAgain() throws SQLException {
        build(Map.of("touch", "7"), sums);
        execute("drop table spread");

        assertThat(outcomes(Map.of("touch", "7"), sums)).containsExactly(UNCHANGED, BUILT);
    }

    @Test
    void anOpenTransactionIsJoinedAndStaysOpen() throws SQLException {
        connection.setAutoCommit(false);
        build(Map.of("touch", "7"), sums);
        connection.rollback();
        connection.setAutoCommit(true);

        assertThat(column("select table_name from information_schema.tables")).containsExactly("touch");
    }

    @Test
    void aModelByDayKeepsEarlierRowsOnlyIfItFollowsTheChange() throws SQLException {
        List<String> daily = List.of("""
                -- One row per day.
                -- @key day
                -- @refresh by_day
                -- @column day (day) whose
                -- @column amount (money) sold
                select day, sum(amount) as amount from touch group by day
                """);
        execute(
                "create or replace table touch as select date '2026-01-01' + i::integer as day, 1 as amount from range(5) as t(i)");
        build(Map.of("touch", "1"), daily);
        execute("update touch set amount = 100");
        ModelInputs follows = new ModelInputs(
                Map.of("touch", "2"), Map.of("touch", "1"), LocalDate.of(2026, 1, 4), Map.of(), Set.of());
        ModelInputs gap = new ModelInputs(
                Map.of("touch", "9"), Map.of("touch", "8"), LocalDate.of(2026, 1, 4), Map.of(), Set.of());

        assertThat(run(follows, daily)).containsExactly(CONTINUED);
        assertThat(column("select amount from sums order by day")).containsExactly("1", "1", "1", "100", "100");
        assertThat(run(follows, daily)).containsExactly(UNCHANGED);
        assertThat(run(gap, daily)).containsExactly(BUILT);
        assertThat(column("select sum(amount) from sums")).containsExactly("500");
    }

    @Test
    void aModelByKeyLooksAtTheKeysThatCameAloneAndTellsWhatChanged() throws SQLException {
        List<String> keyed = List.of("""
                -- One row per line.
                -- @key line
                -- @refresh by_key
                select line, who, amount from touch
                """, """
                -- One row per who.
                -- @key who
                -- @refresh by_key
                select who, sum(amount) as amount from sums group by who
                """);
        execute(
                "create or replace table touch as from (values (1, 7, 10), (2, 7, 20), (3, 8, 30)) as t(line, who, amount)");
        build(Map.of("touch", "1"), keyed);
        execute("create table more as from (values (4, 8, 5), (5, 9, 0)) as t(line, who, amount)");
        execute("insert into touch from more");
        execute("update touch set amount = 1000 where line = 1");
        ModelInputs grown = new ModelInputs(
                Map.of("touch", "2"),
                Map.of("touch", "1"),
                null,
                Map.of("touch", new ModelInputs.Grown(List.of("line"), "from more")),
                Set.of());
        ModelBuild build = new ModelBuild(connection, clock());

        assertThat(build.run(order(grown.versions(), keyed), grown, Progress.NONE))
                .extracting(ModelRun::outcome)
                .containsExactly(CONTINUED, CONTINUED);
        assertThat(column("select line || ' ' || amount from sums order by line"))
                .containsExactly("1 10", "2 20", "3 30", "4 5", "5 0");
        assertThat(column("select who || ' ' || amount from spread order by who"))
                .containsExactly("7 30", "8 35", "9 0");
        assertThat(column("select who || ' ' || amount from %s order by all"
                        .formatted(build.changes("spread").orElseThrow())))
                .containsExactly("8 30", "8 35", "9 0");
        assertThat(new ModelBuild(connection, clock()).changes("spread")).isEmpty();
    }

    @Test
    void whatNoNewRowConcernsStandsAndIsKnownToStand() throws SQLException {
        List<String> keyed = List.of("""
                -- One row per line that was paid for.
                -- @key line
                -- @refresh by_key
                select line, who, amount from touch where amount > 0
                """, """
                -- One row per who.
                -- @key who
                -- @refresh by_key
                select who, sum(amount) as amount from sums group by who
                """);
        execute("create or replace table touch as from (values (1, 7, 10), (2, 8, 20)) as t(line, who, amount)");
        build(Map.of("touch", "1"), keyed);
        execute("insert into touch values (3, 7, 0)");
        // Were anything but the new row looked at, this would be found as well.
        execute("update touch set amount = 1000 where line = 1");
        ModelInputs grown = new ModelInputs(
                Map.of("touch", "2"),
                Map.of("touch", "1"),
                null,
                Map.of("touch", new ModelInputs.Grown(List.of("line"), "select 3 as line, 7 as who, 0 as amount")),
                Set.of());
        ModelBuild build = new ModelBuild(connection, clock());

        assertThat(build.run(order(grown.versions(), keyed), grown, Progress.NONE))
                .extracting(run -> run.outcome() + " " + run.rows())
                .containsExactly("CONTINUED 2", "CONTINUED 2");
        assertThat(column("select amount from spread order by who")).containsExactly("10", "20");
        assertThat(column("select who from " + build.changes("spread").orElseThrow()))
                .isEmpty();
        assertThat(outcomes(grown.versions(), keyed)).containsExactly(UNCHANGED, UNCHANGED);
    }

    /** A model that only got rows hands these on, to models of its key and to such as gather them, however many stand between. */
    @Test
    void whatAModelGotIsAllThatModelsOfItLookAt() throws SQLException {
        List<String> keyed = List.of("""
                -- One row per line.
                -- @key line
                -- @refresh by_key
                select line, who, amount from touch
                """, """
                -- One row per line that was paid for.
                -- @key line
                -- @refresh by_key
                select line, who, amount * 2 as amount from sums where amount > 0
                """, """
                -- One row per who.
                -- @key who
                -- @refresh by_key
                select who, sum(amount) as amount from spread group by who
                """);
        execute("create or replace table touch as from (values (1, 7, 10), (2, 8, 20)) as t(line, who, amount)");
        build(Map.of("touch", "1"), keyed);
        // Were anything but the new rows looked at, this would be found as well.
        execute("update sums set amount = 1000 where line = 1");
        ModelInputs grown = new ModelInputs(
                Map.of("touch", "2"),
                Map.of("touch", "1"),
                null,
                Map.of("touch", new ModelInputs.Grown(List.of("line"), """
                        from (values (3, 7, 5), (4, 9, 0), (2, 8, 99)) as t(line, who, amount)""")),
                Set.of());
        ModelBuild build = new ModelBuild(connection, clock());

        build.run(order(grown.versions(), keyed), grown, Progress.NONE);

        assertThat(column("select line || ' ' || amount from spread order by line"))
                .containsExactly("1 20", "2 40", "3 10");
        assertThat(column("select who || ' ' || amount from heads order by who"))
                .containsExactly("7 30", "8 40");
        assertThat(column("select line from " + build.changes("spread").orElseThrow()))
                .containsExactly("3");
    }

    @Test
    void oldRunsAreForgottenButTheLastOfEachModel() throws SQLException {
        build(Map.of("touch", "7"), sums);
        execute("insert into model_run select 2 + i, 'sums', 'v', 1, 0.1, '', 'h', now() from range(1, 998) as t(i)");
        build(Map.of("touch", "8"), List.of(sums.getFirst()));

        assertThat(column("select count(*) from model_run")).containsExactly("1000");
        build(Map.of("touch", "9"), List.of(sums.getFirst()));
        execute(
                "insert into model_run select 1001 + i, 'sums', 'v', 1, 0.1, '', 'h', now() from range(1, 999) as t(i)");
        build(Map.of("touch", "10"), List.of(sums.getFirst()));

        assertThat(column("select count(*) from model_run")).containsExactly("1001");
        assertThat(column("select min(run) from model_run where model = 'spread'"))
                .containsExactly("2");
        assertThat(outcomes(Map.of("touch", "10"), List.of(sums.getFirst()))).containsExactly(UNCHANGED);
    }

    @Test
    void aModelByKeyIsBuiltWholeIfItIsNotKnownWhatHappenedToAnInput() throws SQLException {
        List<String> keyed = List.of("""
                -- One row per who.
                -- @key who
                -- @refresh by_key
                select who, sum(amount) as amount from touch group by who
                """);
        build(Map.of("touch", "1"), keyed);
        execute("update touch set amount = amount + 1");

        ModelInputs unknown =
                new ModelInputs(Map.of("touch", "2"), Map.of("touch", "1"), LocalDate.EPOCH, Map.of(), Set.of());
        assertThat(run(unknown, keyed)).containsExactly(BUILT);
    }

    private List<ModelRun.Outcome> run(ModelInputs inputs, List<String> texts) {
        return new ModelBuild(connection, clock())
                .run(order(inputs.versions(), texts), inputs, Progress.NONE).stream()
                        .map(ModelRun::outcome)
                        .toList();
    }

    @Test
    void aFailingCheckLeavesEverythingAsItWas() throws SQLException {
        build(Map.of("touch", "7"), sums);
        execute("insert into touch values (3, -5), (null, 1), (4, null)");

        assertThatThrownBy(() -> build(Map.of("touch", "8"), sums))
                .hasFieldOrPropertyWithValue("code", MODEL_CHECK_FAILED)
                .hasMessage("Model 'sums': @key who is empty in 1 rows; @check amount > 0 fails in 2 rows");
        assertThat(column("select sum(amount) from sums")).containsExactly("60");
        assertThat(column("select count(*) from model_run")).containsExactly("2");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void aKeyThatIsNoneIsNamed() {
        List<String> every = List.of("-- One row per who.\n-- @key who\nselect who from touch");

        assertThatThrownBy(() -> build(Map.of("touch", "7"), every))
                .hasFieldOrPropertyWithValue("code", MODEL_CHECK_FAILED)
                .hasMessage("Model 'sums': @key who is not unique: 1 keys have several rows");
    }

    @Test
    void columnsAreDocumentedAsTheyAre() {
        List<String> stale = List.of("-- One row per who.\n-- @key who\n-- @column whom (id) the one\nselect 1 as who");

        assertThatThrownBy(() -> build(Map.of("touch", "7"), stale))
                .hasFieldOrPropertyWithValue("code", MODEL_INVALID)
                .hasMessage("Model 'sums' documents the columns [whom] and selects [who]");
    }

    @Test
    void aWrongColumnIsTheModelsFault() {
        List<String> wrong = List.of("-- One row per who.\n-- @key who\nselect whose as who from touch");

        assertThatThrownBy(() -> build(Map.of("touch", "7"), wrong))
                .hasFieldOrPropertyWithValue("code", SQL_INVALID)
                .hasMessageStartingWith("Model 'sums': ")
                .hasMessageContaining("whose");
    }

    @Test
    void aCancelledBuildLeavesNothing() throws SQLException {
        Progress cancelled = new Progress() {
            @Override
            public void at(String step, long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> new ModelBuild(connection, clock())
                        .run(order(Map.of("touch", "7"), sums), Map.of("touch", "7"), cancelled))
                .hasFieldOrPropertyWithValue("code", SQL_CANCELLED);
        assertThat(column("select table_name from information_schema.tables")).containsExactly("touch");
    }

    private List<ModelRun.Outcome> outcomes(Map<String, String> versions, List<String> texts) {
        return build(versions, texts).stream().map(ModelRun::outcome).toList();
    }

    private List<ModelRun> build(Map<String, String> versions, List<String> texts) {
        return new ModelBuild(connection, clock()).run(order(versions, texts), versions, Progress.NONE);
    }

    private BuildOrder order(Map<String, String> versions, List<String> texts) {
        List<String> names = List.of("sums", "spread", "heads");
        List<SqlModel> models = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            models.add(SqlModel.parse(names.get(i), texts.get(i), connection));
        }
        return BuildOrder.of(models, versions.keySet());
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
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
