package io.tidebank.brand;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.ladder.LadderFile;
import io.tidebank.ladder.ReferenceLadder;
import io.tidebank.ladder.ReferenceLadder.Seen;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of orders, on random trade of two sources that use the same order numbers, said as plainly as possible. */
class OrderLawsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long START = 1_770_000_000_000_000L;
    private static final long STEP = 6 * 3_600_000_000L;
    private static final int PEOPLE = 8;
    private static final List<String> KINDS =
            List.of("order", "order", "pay", "pay", "deposit", "refund", "refund", "refund", "cancel", "view");
    private static final Set<String> BOUGHT = Set.of("order", "pay", "deposit");

    @TempDir
    Path folder;

    @RepeatedTest(4)
    void whatIsVoidFollowsFromAllTouchesOfTheOrderInWhateverOrderTheyCome(RepetitionInfo repetition)
            throws SQLException {
        Random random = new Random(repetition.getCurrentRepetition());
        TestHome home = new TestHome(folder.resolve("home"), ZONE);
        List<TestTouch> known = new ArrayList<>();
        for (int batch = 0; batch < 3; batch++) {
            List<TestTouch> touches = trade(random, batch);
            known.addAll(touches);
            home.add(touches);

            assertThat(home.refresh().mode()).isEqualTo(batch == 0 ? Mode.FULL : Mode.INCREMENTAL);
            String seed = "seed %d, batch %d".formatted(repetition.getCurrentRepetition(), batch);
            Map<String, List<TestTouch>> orders = known.stream()
                    .filter(touch -> touch.order() != null)
                    .collect(groupingBy(OrderLawsTest::key, TreeMap::new, toList()));
            assertThat(home.query("SELECT source || '/' || order_id, epoch_us(voided_at) FROM order_void"))
                    .as(seed)
                    .containsExactlyInAnyOrderElementsOf(voided(orders));
            assertThat(home.query("SELECT source || '/' || order_id, line_count, amount, refund_amount, is_void,"
                            + " epoch_us(voided_at) FROM order_total WHERE order_id NOT LIKE 'touch/%'"))
                    .as(seed)
                    .containsExactlyInAnyOrderElementsOf(totals(orders));
            standsWhereTheReferenceSays(home, known, orders, seed);
        }
    }

    @Test
    void equalOrderNumbersOfTwoSourcesAreTwoOrders() throws SQLException {
        TestHome home = new TestHome(folder.resolve("home"), ZONE);
        home.add(List.of(
                TestTouch.of("t1", START, "pay", "user:1").ordered("1001", "10").from("shop"),
                TestTouch.of("t1", START, "pay", "user:2").ordered("1001", "10").from("counter"),
                TestTouch.of("t2", START + 1, "refund", "user:2")
                        .ordered("1001", "10")
                        .from("counter")));
        home.refresh();

        assertThat(home.query("SELECT id, stage FROM stage_interval JOIN identity USING (consumer)"
                        + " WHERE to_at > make_timestamptz(%d)".formatted(START + 1)))
                .containsExactly("user:1|P");
        assertThat(home.query("SELECT source, order_id FROM order_void")).containsExactly("counter|1001");
    }

    private static void standsWhereTheReferenceSays(
            TestHome home, List<TestTouch> known, Map<String, List<TestTouch>> orders, String seed)
            throws SQLException {
        MethodFiles methods = new MethodFiles(null);
        ReferenceLadder ladder =
                new ReferenceLadder(LadderFile.read(methods, TouchKindsFile.read(methods), "aipl"), ZONE);
        List<String> wanted = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            String id = "user:" + person;
            List<Seen> seen = known.stream()
                    .filter(touch -> touch.ids().contains(id))
                    .sorted(Comparator.comparingLong(TestTouch::micros))
                    .map(touch -> seen(touch, orders))
                    .toList();
            for (int step = 0; step < 200; step++) {
                String stage = ladder.stage(seen, START + step * STEP);
                if (!stage.equals("out")) {
                    wanted.add("%s|%d|%s".formatted(id, step, stage));
                }
            }
        }
        String found =
                "SELECT id, step, stage FROM stage_interval JOIN identity USING (consumer), range(200) AS t(step)"
                        + " WHERE ladder = 'aipl' AND from_at <= make_timestamptz(%1$d + step * %2$d)"
                        + " AND make_timestamptz(%1$d + step * %2$d) < to_at";
        assertThat(home.query(found.formatted(START, STEP))).as(seed).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static Seen seen(TestTouch touch, Map<String, List<TestTouch>> orders) {
        boolean ofOrder = touch.order() != null && BOUGHT.contains(touch.kind());
        return new Seen(
                touch.micros(),
                touch.kind(),
                null,
                ofOrder ? key(touch) : null,
                Map.of("touchpoint", touch.touchpoint()),
                touch.amount(),
                ofOrder ? voidedAt(orders.getOrDefault(key(touch), List.of())) : Long.MAX_VALUE);
    }

    private static String key(TestTouch touch) {
        return touch.source() + "/" + touch.order();
    }

    private static List<String> voided(Map<String, List<TestTouch>> orders) {
        List<String> rows = new ArrayList<>();
        orders.forEach((key, touches) -> {
            if (voidedAt(touches) != Long.MAX_VALUE) {
                rows.add(key + "|" + voidedAt(touches));
            }
        });
        return rows;
    }

    private static List<String> totals(Map<String, List<TestTouch>> orders) {
        List<String> rows = new ArrayList<>();
        orders.forEach((key, touches) -> {
            long lines = touches.stream()
                    .filter(touch -> touch.kind().equals("order"))
                    .count();
            long voided = voidedAt(touches);
            if (lines > 0) {
                rows.add("%s|%d|%s|%s|%s"
                        .formatted(
                                key,
                                lines,
                                money(touches, "order", Long.MAX_VALUE).setScale(4),
                                money(touches, "refund", Long.MAX_VALUE).setScale(4),
                                voided == Long.MAX_VALUE ? "false|null" : "true|" + voided));
            }
        });
        return rows;
    }

    /**
     * The first moment at which the order is cancelled, without a payment after it, or paid back as a whole; Long.MAX_VALUE if it
     * stands.
     */
    private static long voidedAt(List<TestTouch> touches) {
        boolean lines = touches.stream().anyMatch(touch -> touch.kind().equals("order"));
        BigDecimal worth = money(touches, lines ? "order" : "pay", Long.MAX_VALUE);
        if (touches.stream().noneMatch(touch -> BOUGHT.contains(touch.kind()))) {
            return Long.MAX_VALUE;
        }
        long lastPaid = touches.stream()
                .filter(touch -> touch.kind().equals("pay"))
                .mapToLong(TestTouch::micros)
                .max()
                .orElse(Long.MIN_VALUE);
        return touches.stream()
                .filter(touch -> (touch.kind().equals("cancel") && touch.micros() >= lastPaid)
                        || (touch.kind().equals("refund")
                                && money(touches, "refund", touch.micros()).compareTo(worth) >= 0))
                .mapToLong(TestTouch::micros)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static BigDecimal money(List<TestTouch> touches, String kind, long until) {
        return touches.stream()
                .filter(touch -> touch.kind().equals(kind) && touch.micros() <= until)
                .map(touch -> touch.amount() == null ? BigDecimal.ZERO : touch.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Few orders and few moments, so that much meets: ties, several buyers of an order, refunds ahead of it. */
    private static List<TestTouch> trade(Random random, int batch) {
        List<TestTouch> touches = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean named = !kind.equals("view") && random.nextInt(10) > 0;
            boolean guest = random.nextInt(6) == 0;
            touches.add(new TestTouch(
                    "t" + batch + "-" + i,
                    START + random.nextInt(120) * STEP,
                    kind,
                    guest ? List.of() : List.of("user:" + random.nextInt(PEOPLE)),
                    named ? "o" + random.nextInt(25) : null,
                    random.nextInt(8) == 0 ? null : BigDecimal.valueOf(random.nextInt(5)),
                    null,
                    "store_page.home",
                    random.nextBoolean() ? "shop" : "counter"));
        }
        return touches;
    }
}
