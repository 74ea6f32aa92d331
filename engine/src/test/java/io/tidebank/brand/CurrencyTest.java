package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money of other currencies counts at the rate of its day, and in no sum where no rate is known. */
class CurrencyTest {

    private static final String SALES = "SELECT day, orders, gmv, refunds, net, unrated FROM sales_day ORDER BY day";

    private static final List<String> MODELS = List.of(
            "sales_day",
            "unrated_day",
            "stage_revenue_month",
            "order_touch",
            "order_void",
            "order_total",
            "order_line",
            "order_refund",
            "order_cancel");

    private static final String BIG_SPENDERS = """
            title: {en: Big spenders, zh: 大客户}
            about: Those who spend much at once.
            stages:
              - {code: B, name: {en: Bought, zh: 购买}, when: [{kinds: [order], within: 900d}]}
              - {code: S, name: {en: Spender, zh: 大客户}, when: [{kinds: [order], amount_at_least: 100, within: 900d}]}
            """;

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void open() {
        home = home("home");
    }

    /** A row of a file of orders: a day of January 2026 at noon in Shanghai. */
    private record Line(String id, int day, String kind, String user, String order, String money) {

        String values() {
            String[] parts = money.split(" ", 2);
            return "('%s', TIMESTAMPTZ '2026-01-%02d 04:00:00+00', '%s', '%s', '%s', %s::DECIMAL(18,4), %s)"
                    .formatted(
                            id, day, kind, user, order, parts[0], parts[1].equals("-") ? "NULL" : "'" + parts[1] + "'");
        }
    }

    @Test
    void moneyCountsAtTheLastRateOnOrBeforeItsDay() throws SQLException, IOException {
        rates(home, "2026-01-02,USD,7.00005", "2026-01-03,USD,8");
        add(
                home,
                new Line("a", 1, "order", "user:1", "1", "10 USD"),
                new Line("b", 2, "order", "user:1", "2", "1 USD"),
                new Line("c", 5, "order", "user:1", "3", "10 usd"),
                new Line("d", 10, "order", "user:1", "4", "10 USD"),
                new Line("e", 11, "order", "user:1", "5", "10 USD"),
                new Line("f", 11, "order", "user:1", "6", "10 -"),
                new Line("g", 12, "order", "user:1", "7", "10 CNY"));

        home.refresh();

        assertThat(home.query(SALES))
                .containsExactly(
                        "2026-01-01|1|0.0000|0.0000|0.0000|1",
                        "2026-01-02|1|7.0001|0.0000|7.0001|0",
                        "2026-01-05|1|80.0000|0.0000|80.0000|0",
                        "2026-01-10|1|80.0000|0.0000|80.0000|0",
                        "2026-01-11|2|10.0000|0.0000|10.0000|1",
                        "2026-01-12|1|10.0000|0.0000|10.0000|0");
        assertThat(home.query("FROM unrated_day ORDER BY day"))
                .containsExactly("2026-01-01|USD|1|10.0000|0|0.0000", "2026-01-11|USD|1|10.0000|0|0.0000");
    }

    @Test
    void ratesThatComeLaterAreNoticed() throws SQLException, IOException {
        add(
                home,
                new Line("a", 1, "order", "user:1", "1", "10 USD"),
                new Line("b", 3, "order", "user:1", "2", "5 CNY"));
        assertThat(home.refresh().mode()).isEqualTo(Mode.FULL);
        assertThat(home.query(SALES))
                .containsExactly("2026-01-01|1|0.0000|0.0000|0.0000|1", "2026-01-03|1|5.0000|0.0000|5.0000|0");

        rates(home, "2026-01-01,USD,7");
        assertThat(home.refresh().mode()).isEqualTo(Mode.MODELS);
        assertThat(home.refresh().mode()).isEqualTo(Mode.NONE);
        assertThat(home.query(SALES))
                .containsExactly("2026-01-01|1|70.0000|0.0000|70.0000|0", "2026-01-03|1|5.0000|0.0000|5.0000|0");

        rates(home, "2026-01-01,USD,8");
        add(home, new Line("c", 3, "refund", "user:1", "1", "1 USD"));
        assertThat(home.refresh().mode()).isEqualTo(Mode.INCREMENTAL);
        assertThat(home.query(SALES))
                .containsExactly("2026-01-01|1|80.0000|0.0000|80.0000|0", "2026-01-03|1|5.0000|8.0000|-3.0000|0");
    }

    @Test
    void anEarlierStateOfTheLakeHasItsMoneyAtTheSameRates() throws SQLException, IOException {
        rates(home, "2026-01-01,USD,7");
        add(home, new Line("a", 1, "order", "user:1", "1", "10 USD"), new Line("b", 1, "order", "user:1", "2", "3 -"));
        home.refresh();
        String sum = "SELECT sum(amount_home)::VARCHAR FROM touch";

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.sql(sum).rows()).containsExactly(List.of("73.0000"));
            assertThat(brand.sql(sum, brand.info().snapshot()).rows()).containsExactly(List.of("73.0000"));
        }
    }

    /** Ten dollars are ten dollars, whatever a dollar is worth when they are paid back. */
    @Test
    void anOrderIsVoidOnceItsOwnMoneyIsBack() throws SQLException, IOException {
        rates(home, "2026-01-01,USD,7", "2026-01-05,USD,6");
        add(
                home,
                new Line("a", 1, "pay", "user:1", "1", "10 USD"),
                new Line("b", 5, "refund", "user:1", "1", "10 USD"),
                new Line("c", 1, "pay", "user:2", "2", "10 USD"),
                new Line("d", 5, "refund", "user:2", "2", "60 CNY"),
                new Line("e", 1, "pay", "user:3", "3", "10 XXX"),
                new Line("f", 5, "refund", "user:3", "3", "10 XXX"));

        home.refresh();

        assertThat(home.query("SELECT order_id FROM order_void ORDER BY ALL")).containsExactly("1", "3");
        assertThat(
                        home.query(
                                "SELECT id, stage FROM stage_interval JOIN identity USING (consumer) WHERE to_at > TIMESTAMPTZ '2026-01-06' ORDER BY ALL"))
                .containsExactly("user:2|P");
    }

    @Test
    void aRefundThatNamesNoCurrencyIsInThatOfItsOrder() throws SQLException, IOException {
        rates(home, "2026-01-01,USD,7");
        add(
                home,
                new Line("a", 1, "order", "user:1", "1", "10 USD"),
                new Line("b", 2, "refund", "user:1", "1", "4 USD"),
                new Line("c", 3, "refund", "user:1", "1", "6 -"),
                new Line("d", 1, "order", "user:2", "2", "10 USD"),
                new Line("e", 2, "refund", "user:2", "2", "9 -"));

        home.refresh();

        assertThat(home.query("SELECT order_id, voided_at::DATE FROM order_void"))
                .containsExactly("1|2026-01-03");
    }

    @Test
    void anOrderOfWhichOneLineIsUnratedHasNoAmount() throws SQLException, IOException {
        rates(home, "2026-01-01,USD,7");
        add(
                home,
                new Line("a", 1, "order", "user:1", "1", "10 USD"),
                new Line("b", 2, "order", "user:1", "1", "5 GBP"),
                new Line("c", 1, "order", "user:2", "2", "10 USD"),
                new Line("d", 2, "refund", "user:2", "2", "1 USD"),
                new Line("e", 3, "refund", "user:2", "2", "1 GBP"),
                new Line("f", 1, "order", "user:3", "3", "10 USD"));

        home.refresh();

        assertThat(home.query("SELECT order_id, amount, refund_amount, net_amount FROM order_total ORDER BY ALL"))
                .containsExactly("1|null|0.0000|null", "2|70.0000|null|null", "3|70.0000|0.0000|70.0000");
    }

    @Test
    void renminbiIsYuanHoweverItIsWritten() throws SQLException, IOException {
        rates(home, "2026-01-01,USD,7");
        add(
                home,
                new Line("a", 1, "order", "user:1", "1", "10 RMB"),
                new Line("b", 1, "order", "user:1", "1", "10 cny"),
                new Line("c", 2, "refund", "user:1", "1", "20 CNY"));

        home.refresh();

        assertThat(home.query(SALES))
                .containsExactly("2026-01-01|1|20.0000|0.0000|20.0000|0", "2026-01-02|0|0.0000|20.0000|-20.0000|0");
        assertThat(home.query("SELECT order_id FROM order_void")).containsExactly("1");
        assertThat(home.query("SELECT DISTINCT currency FROM order_line")).containsExactly("CNY");
    }

    @Test
    void laddersAskForMoneyInTheBrandsCurrency() throws SQLException, IOException {
        home.ladder("big-spenders", BIG_SPENDERS);
        home.ladders("big-spenders");
        add(
                home,
                new Line("a", 1, "order", "user:1", "1", "15 USD"),
                new Line("b", 1, "order", "user:2", "2", "14 USD"),
                new Line("c", 1, "order", "user:3", "3", "100 CNY"),
                new Line("d", 1, "order", "user:4", "4", "100 -"));
        home.refresh();
        String stages = "SELECT id, stage FROM stage_interval JOIN identity USING (consumer) ORDER BY ALL";
        assertThat(home.query(stages)).containsExactly("user:1|B", "user:2|B", "user:3|S", "user:4|S");

        rates(home, "2026-01-01,USD,7");
        assertThat(home.refresh().mode()).isEqualTo(Mode.FULL);
        assertThat(home.query(stages)).containsExactly("user:1|S", "user:2|B", "user:3|S", "user:4|S");

        add(home, new Line("e", 2, "order", "user:2", "5", "20 USD"));
        assertThat(home.refresh().mode()).isEqualTo(Mode.INCREMENTAL);
        assertThat(home.query(stages + " DESC LIMIT 4")).contains("user:2|S");
    }

    /** Touches and rates come in any order, bit by bit or at once. */
    @RepeatedTest(4)
    void goingOnGivesWhatStartingOverGives(RepetitionInfo repetition) throws SQLException, IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        TestHome atOnce = home("at-once");
        List<Line> all = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            List<Line> some = lines(random, step);
            add(home, some.toArray(Line[]::new));
            all.addAll(some);
            if (random.nextBoolean()) {
                for (int i = 0; i < 6; i++) {
                    known.add("2026-01-%02d,%s,%d.%d"
                            .formatted(
                                    1 + random.nextInt(28),
                                    random.nextBoolean() ? "USD" : "JPY",
                                    1 + random.nextInt(8),
                                    random.nextInt(1000)));
                }
                rates(home, known.toArray(String[]::new));
            }
            home.refresh();
        }
        add(atOnce, all.toArray(Line[]::new));
        if (!known.isEmpty()) {
            rates(atOnce, known.toArray(String[]::new));
        }
        atOnce.refresh();

        for (String model : MODELS) {
            String columns = model.startsWith("order_") && !model.equals("order_touch") && !model.equals("order_void")
                    ? "SELECT * EXCLUDE consumer FROM "
                    : "FROM ";
            assertThat(home.query(columns + model + " ORDER BY ALL"))
                    .as(model)
                    .isEqualTo(atOnce.query(columns + model + " ORDER BY ALL"));
        }
    }

    private static List<Line> lines(Random random, int step) {
        List<String> currencies = List.of("USD", "JPY", "CNY", "CNY", "-", "GBP");
        List<String> kinds = List.of("order", "order", "order", "pay", "refund", "cancel");
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int order = random.nextInt(20);
            lines.add(new Line(
                    step + "-" + i,
                    1 + random.nextInt(28),
                    kinds.get(random.nextInt(kinds.size())),
                    "user:" + order % 7,
                    "o" + order,
                    (1 + random.nextInt(4)) + " "
                            + currencies.get(random.nextInt(5) > 0 ? order % 6 : random.nextInt(6))));
        }
        return lines;
    }

    private TestHome home(String name) {
        return new TestHome(folder.resolve(name), ZoneId.of("Asia/Shanghai"));
    }

    private static void rates(TestHome home, String... lines) throws IOException {
        Path file = home.path.resolve("rates").resolve(TestHome.BRAND + ".csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "day,currency,rate\n" + String.join("\n", lines) + "\n");
    }

    private static void add(TestHome home, Line... lines) throws SQLException {
        String select =
                "SELECT touch_id, 'i' AS import_id, 'shop' AS source, moment AS occurred_at, moment AS received_at, kind,"
                        + " [{'type': 'user', 'value': split_part(id, ':', 2)}] AS ids, id AS primary_id, order_id, amount,"
                        + " currency, CASE WHEN currency = 'CNY' THEN amount END AS amount_home"
                        + " FROM (VALUES "
                        + String.join(
                                ", ", List.of(lines).stream().map(Line::values).toList())
                        + ") AS t(touch_id, moment, kind, id, order_id, amount, currency)";
        EngineSettings settings = new EngineSettings(1L << 30, 2, home.path.resolve("run"));
        try (Lake lake = Lake.open(home.path, settings);
                DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            TouchTable table = lake.touches(TestHome.BRAND);
            table.append(table.stage(connection, select), Map.of("tidebank.import-id", "i"));
        }
    }
}
