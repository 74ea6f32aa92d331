package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.brand.home.Folders;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A touch that lies in the lake twice, as one that came by file and then by webhook, counts once in all that tells of
 * orders and money, and stops no refresh.
 */
class DoubledTouchesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long START = 1_770_000_000_000_000L;
    private static final List<String> KINDS =
            List.of("order", "order", "pay", "pay", "deposit", "refund", "refund", "cancel", "view");
    private static final List<String> MODELS = List.of(
            "order_touch", "order_line", "order_refund", "order_total", "order_void", "order_cancel", "sales_day");

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void aTouchThatLiesThereTwiceCountsOnce(RepetitionInfo repetition) throws SQLException {
        Random random = new Random(repetition.getCurrentRepetition());
        TestHome once = new TestHome(folder.resolve("once"), ZONE);
        TestHome twice = new TestHome(folder.resolve("twice"), ZONE);
        List<TestTouch> known = new ArrayList<>();
        for (int batch = 0; batch < 3; batch++) {
            List<TestTouch> touches = trade(random, batch);
            once.add(touches);
            twice.add(touches);
            known.addAll(touches);
            List<TestTouch> again =
                    known.stream().filter(touch -> random.nextInt(3) == 0).toList();
            twice.add(again);

            Mode mode = batch == 0 ? Mode.FULL : Mode.INCREMENTAL;
            assertThat(once.refresh().mode()).isEqualTo(mode);
            assertThat(twice.refresh().mode()).isEqualTo(mode);
            same(once, twice, "seed %d, batch %d".formatted(repetition.getCurrentRepetition(), batch));
        }
        Folders.delete(twice.path.resolve("serving"));
        Folders.make(twice.path.resolve("serving"));
        assertThat(twice.refresh().mode()).isEqualTo(Mode.FULL);
        same(once, twice, "seed %d, whole".formatted(repetition.getCurrentRepetition()));
    }

    private static void same(TestHome once, TestHome twice, String what) throws SQLException {
        for (String model : MODELS) {
            String rows =
                    "SELECT COLUMNS(lambda name: name NOT LIKE '%%consumer%%') FROM %s ORDER BY ALL".formatted(model);
            assertThat(twice.query(rows)).as("%s: %s", what, model).isNotEmpty().isEqualTo(once.query(rows));
        }
    }

    private static List<TestTouch> trade(Random random, int batch) {
        List<TestTouch> touches = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            touches.add(TestTouch.of(
                            "t%d-%d".formatted(batch, i),
                            START + random.nextInt(4_000) * 600_000_000L,
                            KINDS.get(random.nextInt(KINDS.size())),
                            "user:" + random.nextInt(8))
                    .ordered(String.valueOf(random.nextInt(25)), String.valueOf(1 + random.nextInt(9)))
                    .from(random.nextBoolean() ? "shop" : "counter"));
        }
        return touches;
    }
}
