package io.tidebank.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.market.draft.Kind;
import io.tidebank.market.plan.StageRates;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchColumns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a market of 6,000 people over 400 days looks like to those who read its files. */
class MarketTest {

    static final LocalDate END = LocalDate.of(2026, 7, 1);

    private static MarketFolder market;
    private static JsonNode realised;
    private static MarketReport report;

    @BeforeAll
    static void makeTheMarket(@TempDir Path folder) {
        report = Market.generate(MarketSettings.shop(6_000, 400, END), folder.resolve("m"), Progress.NONE);
        market = new MarketFolder(folder.resolve("m")).withPeople();
        realised = market.truth().get("realised");
    }

    @AfterAll
    static void closeTheMarket() {
        market.close();
    }

    @Test
    void theColumnsAreThoseOfTheTouchTable() {
        assertThat(market.all("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * EXCLUDE (filename,"
                        + " file_row_number) FROM row)"))
                .containsExactlyElementsOf(TouchColumns.ALL.stream()
                        .map(column -> column.name() + " " + column.type().duckDb())
                        .toList());
    }

    @Test
    void theTotalsInTheTruthAreThoseOfTheFiles() {
        Map<String, String> queries = Map.ofEntries(
                Map.entry("rows", "SELECT count(*) FROM row"),
                Map.entry("touches", "SELECT count(*) FROM touch"),
                Map.entry(
                        "duplicates",
                        "SELECT count(*) - count(DISTINCT source || touch_id) FROM row WHERE touch_id <> ''"),
                Map.entry("late", "SELECT count(*) FROM touch WHERE received_at >= occurred_at + INTERVAL 1 DAY"),
                Map.entry("orders", "SELECT count(DISTINCT order_id) FROM touch WHERE kind = 'pay'"),
                Map.entry("guest_orders", "SELECT count(*) FROM touch WHERE kind = 'pay' AND primary_id IS NULL"),
                Map.entry("sales", "SELECT sum(amount) FROM touch WHERE kind = 'order'"),
                Map.entry("guest_sales", "SELECT sum(amount) FROM touch WHERE kind = 'order' AND primary_id IS NULL"),
                Map.entry("refunds", "SELECT sum(amount) FROM touch WHERE kind = 'refund'"),
                Map.entry("people", "SELECT count(*) FROM person WHERE first_day IS NOT NULL"),
                Map.entry("buyers", "SELECT count(*) FROM person WHERE orders > 0"));

        queries.forEach((name, sql) ->
                assertThat(realised.get(name).asString()).as(name).isEqualTo(market.one(sql)));
        for (Kind kind : Kind.values()) {
            assertThat(realised.get("touches_by_kind").get(kind.code()).asLong())
                    .as(kind.code())
                    .isEqualTo(market.count("SELECT count(*) FROM touch WHERE kind = '" + kind.code() + "'"));
        }
    }

    @Test
    void theDirtInTheTruthIsInTheFiles() {
        Map<String, String> faults = Map.of(
                "future", "occurred_at > received_at + INTERVAL 900 DAY",
                "unknown_kind", "kind = 'page_teleport'",
                "negative_refund", "kind = 'refund' AND amount < 0",
                "empty_touch_id", "touch_id = ''");

        faults.forEach(
                (fault, holds) -> assertThat(realised.get("dirt").get(fault).asLong())
                        .as(fault)
                        .isPositive()
                        .isEqualTo(market.count("SELECT count(*) FROM row WHERE " + holds)));
    }

    @Test
    void everyIdentifierBelongsToOnePerson() {
        assertThat(market.count("SELECT count(*) - count(DISTINCT id) FROM (SELECT unnest(identifiers) AS id FROM"
                        + " person)"))
                .isZero();
        assertThat(market.count("""
                WITH owner AS (SELECT person, unnest(identifiers) AS id FROM person),
                     carried AS (SELECT rowid, unnest(ids) AS i
                                 FROM (SELECT row_number() OVER () AS rowid, ids FROM touch))
                SELECT count(*) FROM (
                    SELECT rowid FROM carried LEFT JOIN owner ON id = i.type || ':' || i.value
                    GROUP BY rowid HAVING count(DISTINCT person) <> 1 OR count(*) <> count(person))
                """)).isZero();
    }

    @Test
    void thePrimaryIdIsTheStrongestOneCarried() {
        assertThat(market.count("""
                SELECT count(*) FROM row WHERE primary_id IS DISTINCT FROM list_transform(list_sort(
                    list_transform(ids, lambda i: struct_pack(
                        strength := list_position(['user','loyalty','phone#','email#','openid','device','anonymous'], i.type),
                        id := i.type || ':' || i.value))), lambda s: s.id)[1]
                """)).isZero();
    }

    @Test
    void touchesArriveInTheOrderOfTheFiles() {
        assertThat(market.count("SELECT count(*) FROM (SELECT received_at < lag(received_at) OVER (ORDER BY filename,"
                        + " file_row_number) AS before FROM row) WHERE before"))
                .isZero();
        assertThat(market.count("SELECT count(*) FROM touch WHERE received_at < occurred_at"))
                .isZero();
    }

    @Test
    void aPaymentIsTheSumOfItsLines() {
        assertThat(market.count("""
                SELECT count(*) FROM
                    (SELECT order_id, sum(amount) AS lines, count(item) = count(*) AS all_items FROM touch
                     WHERE kind = 'order' GROUP BY order_id)
                    JOIN (SELECT order_id, amount AS paid, item FROM touch WHERE kind = 'pay') USING (order_id)
                WHERE lines <> paid OR NOT all_items OR item IS NOT NULL
                """)).isZero();
        assertThat(market.count("SELECT count(*) - count(DISTINCT order_id) FROM touch WHERE kind = 'pay'"))
                .isZero();
    }

    @Test
    void aRefundIsPositiveAndNotMoreThanWasPaid() {
        assertThat(market.count("""
                SELECT count(*) FROM
                    (SELECT order_id, sum(amount) AS back, min(amount) AS least, min(occurred_at) AS back_at FROM touch
                     WHERE kind = 'refund' GROUP BY order_id)
                    LEFT JOIN (SELECT order_id, amount AS paid, occurred_at AS paid_at FROM touch WHERE kind = 'pay')
                    USING (order_id)
                WHERE paid IS NULL OR back > paid OR least <= 0 OR back_at <= paid_at
                """)).isZero();
    }

    @Test
    void salesDaysStandOut() {
        double ordinary = market.number("SELECT count(*) / 20.0 FROM touch WHERE kind = 'pay' AND local BETWEEN"
                + " '2026-04-01' AND '2026-04-20 23:59:59'");
        double festival = market.number("SELECT count(*) / 3.0 FROM touch WHERE kind = 'pay' AND local BETWEEN"
                + " '2026-06-16' AND '2026-06-18 23:59:59'");
        assertThat(festival / ordinary).isBetween(2.2, 7.0);
    }

    @Test
    void hoursAndWeekdaysFollowThePlantedRhythm() {
        List<Double> hours = MarketSettings.demo(END).planted().rhythm().hours();
        for (int hour : List.of(3, 12, 21)) {
            double share = market.number(
                    "SELECT avg((hour(local) = %d)::INT) FROM touch WHERE kind = 'impression'".formatted(hour));
            assertThat(share).as("hour %d", hour).isBetween(hours.get(hour) * 0.85, hours.get(hour) * 1.15);
        }
        double weekend = market.number("SELECT avg((isodow(local) IN (6, 7))::INT) FROM touch WHERE kind ="
                + " 'impression' AND month(local) IN (2, 4)");
        assertThat(weekend).isGreaterThan(2 / 7.0 * 1.04);
    }

    @Test
    void peopleMoveAtThePlantedRates() {
        StageRates rates = StageRates.demo();
        assertThat(dailyRate("interested", "lost")).isCloseTo(StageRates.perDay(rates.interestedToLost()), within(0.1));
        assertThat(dailyRate("buyer", "lost")).isCloseTo(StageRates.perDay(rates.buyerToLost()), within(0.1));
        assertThat(dailyRate("interested", "buyer"))
                .as("channels and sales days help")
                .isGreaterThan(StageRates.perDay(rates.interestedToBuyer()));
    }

    private static double dailyRate(String from, String to) {
        for (JsonNode move : realised.get("moves")) {
            if (move.get("from").asString().equals(from)
                    && move.get("to").asString().equals(to)) {
                return move.get("moves").asDouble() / move.get("days").asDouble();
            }
        }
        throw new AssertionError("Nobody moved from %s to %s".formatted(from, to));
    }

    private static Percentage within(double share) {
        return Percentage.withPercentage(share * 100);
    }

    /** The databank's rules, in short, for persons instead of consumers. */
    @Test
    void theLadderAtTheEndLooksLikeARealBrands() {
        Map<String, Double> shares = Map.of("A", share("A"), "I", share("I"), "P", share("P"), "L", share("L"));

        assertThat(shares.get("A")).as("%s", shares).isBetween(0.28, 0.48);
        assertThat(shares.get("I")).as("%s", shares).isBetween(0.17, 0.32);
        assertThat(shares.get("P")).as("%s", shares).isBetween(0.18, 0.34);
        assertThat(shares.get("L")).as("%s", shares).isBetween(0.04, 0.17);
    }

    private static double share(String stage) {
        return market.number("""
                WITH owner AS (SELECT person, unnest(identifiers) AS primary_id FROM person),
                     measure AS (
                         SELECT person,
                                count(DISTINCT local::DATE) FILTER (kind = 'pay') AS order_days,
                                bool_or(kind = 'share' OR kind = 'review' AND polarity = 1) AS praised,
                                bool_or(kind IN ('follow', 'join')) AS known,
                                bool_or(recent AND kind IN ('brand_search', 'favourite', 'cart', 'sample', 'interact',
                                    'coupon_claim', 'service_chat', 'group_chat')) AS active,
                                count(DISTINCT local::DATE) FILTER (recent AND kind = 'view') AS view_days,
                                bool_or(recent) AS seen
                         FROM (SELECT *, local >= TIMESTAMP '2026-06-16 00:00:00' AS recent FROM touch)
                         JOIN owner USING (primary_id) GROUP BY person),
                     stage AS (
                         SELECT CASE WHEN order_days >= 2 OR order_days = 1 AND praised THEN 'L'
                                     WHEN order_days = 1 THEN 'P'
                                     WHEN known OR active OR view_days >= 2 THEN 'I'
                                     WHEN seen THEN 'A' END AS stage
                         FROM measure)
                SELECT avg((stage = '%s')::INT) FROM stage WHERE stage IS NOT NULL
                """.formatted(stage));
    }

    @Test
    void touchpointsComeFromManyFamilies() {
        assertThat(market.count("SELECT count(DISTINCT split_part(touchpoint, '.', 1)) FROM touch"))
                .isGreaterThanOrEqualTo(12);
    }

    @Test
    void everyKindIsInTheVocabulary() throws Exception {
        String vocabulary;
        try (var stream = TouchColumns.class.getResourceAsStream("/methods/touch-kinds.yaml")) {
            vocabulary = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Kind kind : Kind.values()) {
            assertThat(vocabulary).contains("kind: " + kind.code() + ",");
        }
    }

    @Test
    void theReportNamesTheFilesInTheirOrder() {
        assertThat(report.touchFiles()).isNotEmpty().isSorted().allMatch(Files::exists);
        assertThat(report.rows()).isEqualTo(realised.get("rows").asLong());
        assertThat(report.truth()).exists();
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone(@TempDir Path folder) throws Exception {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> Market.generate(MarketSettings.shop(10, 10, END), folder, Progress.NONE))
                .hasFieldOrPropertyWithValue("code", MarketError.MARKET_FOLDER_NOT_EMPTY)
                .hasMessageEndingWith("is not empty. Name another folder, or empty this one.");
        assertThat(mine).hasContent("mine");
    }
}
