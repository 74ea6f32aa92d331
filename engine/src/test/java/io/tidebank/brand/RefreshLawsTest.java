package io.tidebank.brand;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.brand.home.Folders;
import io.tidebank.ladder.LadderYaml;
import io.tidebank.ladder.RandomLadders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** The same touches give the same stages, however and in whatever order they came. */
class RefreshLawsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long START = 1_770_000_000_000_000L;
    private static final long MINUTE = 60_000_000L;
    private static final int DAYS = 40;
    private static final List<String> KINDS = List.of(
            "view",
            "view",
            "impression",
            "cart",
            "pay",
            "order",
            "review",
            "join",
            "leave",
            "follow",
            "unfollow",
            "group_join",
            "group_leave",
            "subscribe",
            "unsubscribe",
            "refund",
            "cancel",
            "ship");
    private static final List<String> TOUCHPOINTS =
            List.of("store_page.home", "store_page.home", "store_page.home.top", "ad", "ad.search");

    private static final String INTERVALS = """
            SELECT consumer_id, ladder, stage, epoch_us(from_at), epoch_us(to_at)
            FROM stage_interval INNER JOIN consumer ON consumer.consumer = stage_interval.consumer
            ORDER BY ALL
            """;
    private static final String IDENTITIES =
            "SELECT id, consumer_id FROM identity INNER JOIN consumer ON consumer.consumer = identity.consumer ORDER BY ALL";
    private static final String COUNTS = "SELECT * FROM stage_day WHERE consumers > 0 ORDER BY ALL";

    /** With the outside's ids for the home's own numbers of consumers. */
    private static final List<String> MODELS = List.of(
            "sales_day",
            "transition_month",
            "stage_revenue_month",
            "order_touch",
            "order_void",
            "(SELECT * EXCLUDE consumer FROM order_total)",
            "(SELECT * EXCLUDE consumer FROM order_line LEFT JOIN consumer USING (consumer))",
            "(SELECT * EXCLUDE consumer FROM order_refund LEFT JOIN consumer USING (consumer))",
            "(SELECT * EXCLUDE consumer FROM order_cancel LEFT JOIN consumer USING (consumer))");

    @TempDir
    Path folder;

    @RepeatedTest(8)
    void goingOnGivesWhatStartingOverGives(RepetitionInfo repetition) throws IOException, SQLException {
        Random random = new Random(repetition.getCurrentRepetition());
        String ladder = LadderYaml.of(RandomLadders.any(random));
        List<TestTouch> touches = touches(random);
        TestHome atOnce = home("at-once", ladder);
        TestHome bitByBit = home("bit-by-bit", ladder);

        atOnce.add(touches);
        assertThat(atOnce.refresh().mode()).isEqualTo(Mode.FULL);
        assertThat(atOnce.refresh().mode()).isEqualTo(Mode.NONE);
        for (List<TestTouch> batch : batches(touches, random)) {
            bitByBit.add(batch);
            bitByBit.refresh();
            if (random.nextInt(3) > 0) {
                bitByBit.keepTimeline();
            }
        }

        String seed = "seed " + repetition.getCurrentRepetition() + "\n" + ladder;
        assertThat(differences(bitByBit.query(IDENTITIES), atOnce.query(IDENTITIES)))
                .as(seed)
                .isEmpty();
        assertThat(differences(bitByBit.query(INTERVALS), atOnce.query(INTERVALS)))
                .as(seed)
                .isEmpty();
        assertThat(differences(bitByBit.query(COUNTS), atOnce.query(COUNTS)))
                .as(seed)
                .isEmpty();
        for (String model : MODELS) {
            String rows = "SELECT * FROM " + model + " ORDER BY ALL";
            assertThat(differences(bitByBit.query(rows), atOnce.query(rows)))
                    .as(model + ", " + seed)
                    .isEmpty();
        }
    }

    @RepeatedTest(3)
    void startingOverGivesTheSameAgain(RepetitionInfo repetition) throws IOException, SQLException {
        Random random = new Random(200 + repetition.getCurrentRepetition());
        String ladder = LadderYaml.of(RandomLadders.any(random));
        TestHome home = home("home", ladder);
        for (List<TestTouch> batch : batches(touches(random), random)) {
            home.add(batch);
        }
        assertThat(home.refresh().mode()).isEqualTo(Mode.FULL);
        Map<String, List<String>> once = derived(home);

        Folders.delete(home.path.resolve("serving"));
        Folders.delete(home.path.resolve("state"));
        assertThat(home.refresh().mode()).isEqualTo(Mode.FULL);

        assertThat(once).containsKeys("identity", "stage_closed", "stage_tail", "stage_day", "sales_day");
        Map<String, List<String>> again = derived(home);
        assertThat(again.keySet()).isEqualTo(once.keySet());
        once.forEach((table, rows) -> assertThat(differences(again.getOrDefault(table, List.of()), rows))
                .as("%s, seed %d\n%s", table, repetition.getCurrentRepetition(), ladder)
                .isEmpty());
    }

    /**
     * All that is kept in the serving file, with the outside's ids for the home's own numbers of consumers. Left out: when
     * it was made and how long that took, and which numbers stood for somebody until more was read.
     */
    private static Map<String, List<String>> derived(TestHome home) throws SQLException {
        List<String> without = List.of("generation", "model_run", "consumer_merged");
        List<String> numbered =
                home.query("SELECT table_name FROM duckdb_columns() WHERE column_name = 'consumer' AND NOT internal");
        Map<String, List<String>> tables = new TreeMap<>();
        for (String table : home.query("SELECT table_name FROM duckdb_tables() WHERE NOT internal")) {
            if (!without.contains(table)) {
                String rows = numbered.contains(table)
                        ? "SELECT kept.* EXCLUDE (consumer), consumer_id FROM %s AS kept LEFT JOIN consumer USING (consumer)"
                        : "SELECT * FROM %s";
                tables.put(table, home.query(rows.formatted(table) + " ORDER BY ALL"));
            }
        }
        return tables;
    }

    @RepeatedTest(5)
    void flowsComposePersonByPersonAndAgreeWithTheDailyCounts(RepetitionInfo repetition) throws SQLException {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        TestHome home = new TestHome(folder.resolve("home"), ZONE);
        home.add(touches(random));
        home.refresh();
        LocalDate from = LocalDate.of(2026, 2, 2).plusDays(random.nextInt(DAYS));
        LocalDate between = from.plusDays(1 + random.nextInt(20));
        LocalDate to = between.plusDays(1 + random.nextInt(20));
        Map<String, String> were = standing(home, from);
        Map<String, String> stood = standing(home, between);
        Map<String, String> are = standing(home, to);
        // Two flows in a row: who went on from where the first one had taken them.
        Map<String, String> first = moves(were, stood);
        Map<String, String> second = moves(stood, are);
        Map<String, String> whole = new HashMap<>();
        first.forEach((person, move) -> whole.put(person, joined(move, second.getOrDefault(person, "lost|"))));

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            String seed = "seed %d, %s, %s, %s".formatted(repetition.getCurrentRepetition(), from, between, to);
            assertThat(flow(brand, from, between)).as(seed).isEqualTo(counted(first));
            assertThat(flow(brand, between, to)).as(seed).isEqualTo(counted(second));
            assertThat(flow(brand, from, to)).as(seed).isEqualTo(counted(whole));
            for (List<Object> stage : brand.stages(from, "aipl").rows()) {
                assertThat(sum(brand, from, to, 0, stage.getFirst())).isEqualTo(stage.get(2));
            }
            for (List<Object> stage : brand.stages(to, "aipl").rows()) {
                assertThat(sum(brand, from, to, 1, stage.getFirst())).isEqualTo(stage.get(2));
            }
        }
        String pairs = """
                SELECT count(*) FROM (
                    SELECT count(DISTINCT stage) AS stages
                    FROM stage_interval, generate_series(0, 60) AS day(n)
                    WHERE from_at <= make_timestamptz(%1$d + n * 86400000000) AND to_at > make_timestamptz(%1$d + n * 86400000000)
                    GROUP BY consumer, ladder, n
                ) AS moments WHERE stages > 1
                """;
        assertThat(home.query(pairs.formatted(START))).containsExactly("0");
    }

    /** Where each consumer stands at the end of a day, by the intervals alone. */
    private static Map<String, String> standing(TestHome home, LocalDate day) throws SQLException {
        long last = day.plusDays(1).atStartOfDay(ZONE).toEpochSecond() * 1_000_000 - 1;
        Map<String, String> standing = new HashMap<>();
        for (String row : home.query("""
                SELECT consumer.consumer_id, coalesce(stage, 'out')
                FROM consumer LEFT JOIN stage_interval
                    ON stage_interval.consumer = consumer.consumer AND ladder = 'aipl'
                    AND epoch_us(from_at) <= %1$d AND epoch_us(to_at) > %1$d
                """.formatted(last))) {
            String[] parts = row.split("\\|", 2);
            assertThat(standing.put(parts[0], parts[1])).as(parts[0]).isNull();
        }
        return standing;
    }

    private static Map<String, String> moves(Map<String, String> before, Map<String, String> after) {
        Map<String, String> moves = new HashMap<>();
        before.forEach((person, stage) -> moves.put(person, stage + "|" + after.get(person)));
        return moves;
    }

    /** The way over both: the second one begins where the first one ends. */
    private static String joined(String first, String second) {
        assertThat(second).startsWith(first.substring(first.indexOf('|') + 1) + "|");
        return first.substring(0, first.indexOf('|')) + second.substring(second.indexOf('|'));
    }

    private static Map<String, Long> counted(Map<String, String> moves) {
        return moves.values().stream().collect(groupingBy(move -> move, counting()));
    }

    private static Map<String, Long> flow(Brand brand, LocalDate from, LocalDate to) {
        Map<String, Long> flow = new HashMap<>();
        for (List<Object> row : brand.flow(from, to, "aipl").rows()) {
            if ((Long) row.get(2) > 0) {
                flow.put(row.get(0) + "|" + row.get(1), (Long) row.get(2));
            }
        }
        return flow;
    }

    private static List<String> differences(List<String> found, List<String> wanted) {
        List<String> differences = new ArrayList<>();
        found.stream().filter(row -> !wanted.contains(row)).forEach(row -> differences.add("too much: " + row));
        wanted.stream().filter(row -> !found.contains(row)).forEach(row -> differences.add("missing: " + row));
        if (found.size() != wanted.size()) {
            differences.add("%d rows instead of %d".formatted(found.size(), wanted.size()));
        }
        return differences;
    }

    private static long sum(Brand brand, LocalDate from, LocalDate to, int column, Object stage) {
        return brand.flow(from, to, "aipl").rows().stream()
                .filter(row -> row.get(column).equals(stage))
                .mapToLong(row -> (Long) row.get(2))
                .sum();
    }

    private TestHome home(String name, String ladder) throws IOException {
        TestHome home = new TestHome(folder.resolve(name), ZONE);
        home.ladder("random", ladder);
        home.ladders("random", "aipl");
        return home;
    }

    private static List<List<TestTouch>> batches(List<TestTouch> touches, Random random) {
        int count = 2 + random.nextInt(3);
        boolean mostlyInOrder = random.nextBoolean();
        List<List<TestTouch>> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(new ArrayList<>());
        }
        for (TestTouch touch : touches) {
            long day = (touch.micros() - START) / MINUTE / 1440;
            boolean inOrder = mostlyInOrder && random.nextInt(20) > 0;
            int batch = inOrder ? (int) Math.min(count - 1, day * count / DAYS) : random.nextInt(count);
            batches.get(batch).add(touch);
        }
        batches.removeIf(List::isEmpty);
        return batches;
    }

    private static List<TestTouch> touches(Random random) {
        List<TestTouch> touches = new ArrayList<>();
        int people = 25;
        for (int i = 0; i < 500; i++) {
            int person = random.nextInt(people);
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean trade = List.of("pay", "order", "refund", "cancel").contains(kind);
            touches.add(new TestTouch(
                    "t" + i,
                    START + random.nextInt(DAYS * 1440) * MINUTE,
                    kind,
                    ids(person, random),
                    trade ? "o" + (person * 5 + random.nextInt(5)) : null,
                    trade ? BigDecimal.valueOf(1 + random.nextInt(3)) : null,
                    kind.equals("review") ? random.nextInt(3) - 1 : null,
                    TOUCHPOINTS.get(random.nextInt(TOUCHPOINTS.size())),
                    random.nextInt(3) == 0 ? "counter" : "shop"));
        }
        return touches;
    }

    /** Mostly one device, sometimes the user with it, now and then another person's: families share devices. */
    private static List<String> ids(int person, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> List.of();
            case 1 -> List.of("user:" + person, "device:" + person + "-" + random.nextInt(2));
            case 2 ->
                random.nextInt(6) == 0
                        ? List.of("user:" + person, "device:" + (person + 1) % 25 + "-0")
                        : List.of("user:" + person);
            case 3, 4, 5 -> List.of("user:" + person);
            default -> List.of("device:" + person + "-" + random.nextInt(2));
        };
    }
}
