package io.tidebank.sql;

import static io.tidebank.sql.SqlError.MODEL_INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.sql.SqlModel.Column;
import io.tidebank.sql.SqlModel.Refresh;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlModelTest {

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void theHeaderSaysGrainKeyChecksRefreshAndColumns() {
        SqlModel model = parse("""
                -- One row per day: what was sold
                -- on that day.
                -- @key day, store
                -- @check sold >= 0
                -- @check day > date '2000-01-01'
                -- @refresh by_day
                -- @column day (day) in the brand's zone
                -- @column sold (money) after refunds
                select day, store, sum(amount) as sold from order_line group by day, store
                """);

        assertThat(model.grain()).isEqualTo("One row per day: what was sold on that day.");
        assertThat(model.key()).containsExactly("day", "store");
        assertThat(model.checks()).containsExactly("sold >= 0", "day > date '2000-01-01'");
        assertThat(model.refresh()).isEqualTo(Refresh.BY_DAY);
        assertThat(model.columns())
                .containsExactly(
                        new Column("day", "day", "in the brand's zone"), new Column("sold", "money", "after refunds"));
    }

    @Test
    void inputsAreFoundWhereverTheyAreRead() {
        SqlModel model = parse("""
                -- One row per a.
                -- @key a
                with x as (select a from First where a in (select b from second))
                select x.a, brand_day(x.a) from x left join (with q as (select c from third) select c from q) as y
                    on x.a = y.c
                union all select (select max(d) from "fourth"), null where exists (select 1 from fifth)
                """);

        assertThat(model.syntax().tables()).containsExactly("fifth", "first", "fourth", "second", "third");
        assertThat(model.syntax().ctes()).containsExactly("q", "x");
        assertThat(model.syntax().functions()).contains("brand_day", "max");
    }

    @Test
    void allFaultsOfAHeaderAreToldTogether() {
        assertThatThrownBy(() -> parse("""
                        -- Sales.
                        -- @refresh hourly
                        -- @owner me
                        -- @column day in the zone
                        select 1 as day
                        """))
                .hasFieldOrPropertyWithValue("code", MODEL_INVALID)
                .hasMessage("Model 'sold': line 2: @refresh is full, by_day, by_month or by_key, not 'hourly'; "
                        + "line 3: @owner is unknown; there are key, check, refresh, column; "
                        + "line 4: a column is documented as: @column NAME (UNIT) MEANING; "
                        + "line 1: the first line must say: -- One row per ...; "
                        + "line 4: @key is missing: the columns whose values no two rows share");
    }

    @Test
    void moneyIsNotDividedInAModel() {
        assertThatThrownBy(() -> parse("-- One row per a.\n-- @key a\nselect a, avg(b) / 2 from t group by a"))
                .hasFieldOrPropertyWithValue("code", MODEL_INVALID)
                .hasMessageContaining("'/' makes money inexact")
                .hasMessageContaining("'avg' makes money inexact");
    }

    @Test
    void aModelIsOneSelectOverTables() {
        Stream.of("drop table t", "select 1; select 2", "selec 1", "select * from read_csv('secret.csv')")
                .forEach(sql -> assertThatThrownBy(() -> parse("-- One row per a.\n-- @key a\n" + sql))
                        .as(sql)
                        .hasFieldOrPropertyWithValue("code", MODEL_INVALID)
                        .hasMessageStartingWith("Model 'sold': "));
    }

    @Test
    void inputsComeFirst() {
        List<SqlModel> models = List.of(
                model("a", "select x from c, b"),
                model("b", "select x from c, touch"),
                model("c", "select x from touch"));

        assertThat(BuildOrder.of(models, Set.of("touch")).models())
                .extracting(SqlModel::name)
                .containsExactly("c", "b", "a");
    }

    @Test
    void aCircleIsNamed() {
        List<SqlModel> models =
                List.of(model("a", "select x from c"), model("b", "select x from a"), model("c", "select x from b"));

        assertThatThrownBy(() -> BuildOrder.of(models, Set.of("touch")))
                .hasFieldOrPropertyWithValue("code", MODEL_INVALID)
                .hasMessage("Models read each other in a circle: a -> c -> b -> a");
    }

    @Test
    void aCteMayNotHideATable() {
        List<SqlModel> models = List.of(model("a", "with touch as (select x from touch) select x from touch"));

        assertThatThrownBy(() -> BuildOrder.of(models, Set.of("touch")))
                .hasFieldOrPropertyWithValue("code", MODEL_INVALID)
                .hasMessage("Model 'a': its CTE 'touch' hides the table of that name; rename the CTE");
    }

    /** Whatever CTEs are called, such a name is none of them, and it may be a file's. */
    @Test
    void relationsAreNamedWithoutASchema() {
        assertThatThrownBy(() -> model("a", "with views as (select 1 as x) select x from information_schema.views"))
                .hasFieldOrPropertyWithValue("code", MODEL_INVALID)
                .hasMessage("Model 'a': a model names relations without a schema, not information_schema.views");
    }

    @Test
    void unknownInputsAndClashingNamesAreToldTogether() {
        List<SqlModel> models = List.of(model("a", "select x from nothing"), model("touch", "select x from a"));

        assertThatThrownBy(() -> BuildOrder.of(models, Set.of("touch")))
                .hasMessageContaining(
                        "Model 'a' reads 'nothing', which is neither a model [a, touch] nor an input [touch]")
                .hasMessageContaining("Model 'touch' bears the name of an input");
    }

    private SqlModel parse(String text) {
        return SqlModel.parse("sold", text, connection);
    }

    private SqlModel model(String name, String select) {
        return SqlModel.parse(name, "-- One row per x.\n-- @key x\n" + select, connection);
    }
}
