package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.brand.home.Folders;
import io.tidebank.fold.FoldError;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that does not fit into memory is folded in ranges of consumers, which nobody can see from the result. */
class RangesTest {

    /** A range holds 65,536 consumers at least: these are two, and three after the second batch. */
    private static final int FIRST_CONSUMERS = 100_000;

    private static final int CONSUMERS = 140_000;

    /** Remembers so many moments of everyone that 64 MB are too little for 131,072 consumers. */
    private static final String WIDE = """
            title: {en: Wide, zh: 宽}
            about: Takes much memory.
            stages:
              - {code: S, name: {en: Some, zh: 几}, when: [{kinds: [view, cart], within: 20d}]}
              - {code: T, name: {en: Two, zh: 二}, when: [{kinds: [view, cart], at_least: 2, of: touches, within: 20d}]}
              - code: M
                name: {en: Many, zh: 多}
                when:
                  - {kinds: [view], at_least: 32, of: touches, within: 30d}
                  - {kinds: [cart], at_least: 32, of: touches, within: 30d}
                  - {kinds: [review], at_least: 32, of: touches, within: 30d}
                  - {kinds: [follow], at_least: 32, of: touches, within: 30d}
            """;

    private static final String SUMS = """
            SELECT ladder, stage, count(*), sum(hash(id, epoch_us(from_at), epoch_us(to_at))::HUGEINT)
            FROM stage_interval INNER JOIN identity USING (consumer) GROUP BY ALL ORDER BY ALL""";

    private static final String DAYS = "SELECT * FROM stage_day WHERE consumers > 0 ORDER BY ALL";

    @TempDir
    Path folder;

    @Test
    void rangesGiveTheResultOfOnePass() throws SQLException, IOException {
        TestHome inRanges = home("ranges", 256);
        TestHome atOnce = home("at-once", 4096);
        String first = touches(0, 200_000, FIRST_CONSUMERS);
        String second = touches(200_000, 300_000, CONSUMERS);

        add(inRanges, first);
        assertThat(inRanges.refresh().mode()).isEqualTo(Mode.FULL);
        add(inRanges, second);
        assertThat(inRanges.refresh().mode()).isEqualTo(Mode.INCREMENTAL);
        add(atOnce, first);
        add(atOnce, second);
        atOnce.refresh();

        assertThat(files(inRanges))
                .as("ranges begin at")
                .contains("aipl-0-0.state", "aipl-65536-0.state", "aipl-131072-0.state");
        assertThat(files(atOnce)).as("one range").contains("aipl-0-0.state").noneMatch(name -> name.contains("65536"));
        assertThat(inRanges.query(SUMS)).hasSizeGreaterThan(5).isEqualTo(atOnce.query(SUMS));
        assertThat(inRanges.query(DAYS)).hasSizeGreaterThan(100).isEqualTo(atOnce.query(DAYS));
    }

    /** Of 256 MB 32 are for histories that are read again, some half a million touches at a time. */
    @Test
    void moreLateTouchesThanThereIsMemoryForAreReadInPortionsAndVeryManyByBeginningAnew()
            throws SQLException, IOException {
        TestHome small = home("small", 256);
        TestHome large = home("large", 4096);
        for (TestHome home : List.of(small, large)) {
            add(home, touches(0, 1_300_000, 50_000));
            home.refresh();
            add(home, touches(1_300_000, 1_360_000, 40_000));
        }

        assertThat(small.refresh().mode()).isEqualTo(Mode.INCREMENTAL);
        assertThat(large.refresh().mode()).isEqualTo(Mode.INCREMENTAL);
        assertThat(small.query(SUMS)).hasSizeGreaterThan(5).isEqualTo(large.query(SUMS));
        assertThat(small.query(DAYS)).isEqualTo(large.query(DAYS));

        for (TestHome home : List.of(small, large)) {
            add(home, touches(1_360_000, 2_400_000, 50_000));
        }
        RefreshReport anew = small.refresh();
        assertThat(anew.mode()).isEqualTo(Mode.FULL);
        assertThat(anew.why()).endsWith("consumers have late touches");
        assertThat(large.refresh().mode()).isEqualTo(Mode.INCREMENTAL);
        assertThat(small.query(SUMS)).isEqualTo(large.query(SUMS));
        assertThat(small.query(DAYS)).isEqualTo(large.query(DAYS));
    }

    /** Everyone cancelled something, so everyone is set aside, at the first refresh. */
    @Test
    void moreBuyersOfVoidOrdersThanThereIsMemoryForAreReadInPortions() throws SQLException, IOException {
        TestHome small = home("small", 256);
        TestHome large = home("large", 4096);
        for (TestHome home : List.of(small, large)) {
            add(home, touches(0, 1_000_000, 40_000));
            add(home, cancellations(40_000));
            assertThat(home.refresh().mode()).isEqualTo(Mode.FULL);
        }

        assertThat(small.query("SELECT count(*) > 1000 FROM order_void")).containsExactly("true");
        assertThat(small.query(SUMS)).hasSizeGreaterThan(5).isEqualTo(large.query(SUMS));
        assertThat(small.query(DAYS)).isEqualTo(large.query(DAYS));
    }

    /** Of the orders that {@link #touches} names, everyone's first. */
    private static String cancellations(int consumers) {
        return """
                SELECT 'c' || i AS touch_id, 'i' AS import_id, 'test' AS source,
                    make_timestamptz(1774000000000000 + i) AS occurred_at, occurred_at AS received_at, 'cancel' AS kind,
                    [{'type': 'user', 'value': i::VARCHAR}] AS ids, 'user:' || i AS primary_id, 'o' || i AS order_id
                FROM range(%d) AS t(i)""".formatted(consumers);
    }

    /** State can be rebuilt, and is: nobody's stage begins anew because a folder was cleared. */
    @Test
    void stateThatIsGoneIsRebuilt() throws SQLException, IOException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        add(home, touches(0, 300, 40));
        home.refresh();
        try (Stream<Path> all = Files.walk(home.path.resolve("state"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        add(home, touches(300, 400, 40));

        RefreshReport report = home.refresh();

        TestHome other = new TestHome(folder.resolve("other"), ZoneId.of("Asia/Shanghai"));
        add(other, touches(0, 400, 40));
        other.refresh();
        assertThat(report.mode()).isEqualTo(Mode.FULL);
        assertThat(report.why()).isEqualTo("the kept state is damaged");
        assertThat(home.query(SUMS)).isEqualTo(other.query(SUMS));
    }

    /** A power cut may take the last file away, and leave no trace of it but that it was written down. */
    @Test
    void aChangeOfTheStateThatIsGoneIsMissed() throws SQLException, IOException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        add(home, touches(0, 20_000, 5_000));
        home.refresh();
        add(home, touches(20_000, 20_010, 5_000));
        assertThat(home.refresh().mode()).isEqualTo(Mode.INCREMENTAL);
        assertThat(files(home)).contains("aipl-0-0.state.0");
        try (Stream<Path> all = Files.walk(home.path.resolve("state"))) {
            for (Path file :
                    all.filter(file -> file.toString().endsWith(".state.0")).toList()) {
                Files.delete(file);
            }
        }
        add(home, touches(20_010, 20_020, 5_000));

        RefreshReport report = home.refresh();

        assertThat(report.mode()).isEqualTo(Mode.FULL);
        assertThat(report.why()).isEqualTo("the kept state is damaged");
    }

    /** As when the disk is full: to do it all over again would end no better. */
    @Test
    void aStateThatCannotBeWrittenIsTriedOnce() throws SQLException {
        TestHome home = new TestHome(folder.resolve("home"), ZoneId.of("Asia/Shanghai"));
        add(home, touches(0, 20_000, 5_000));
        List<String> steps = new ArrayList<>();
        Progress progress = (step, done, total) -> {
            steps.add(step);
            if (step.equals("All touches")) {
                takeTheNamesOfStateFiles(home);
            }
        };

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            assertThatThrownBy(() -> tidebank.brand(null).refresh(progress))
                    .hasFieldOrPropertyWithValue("code", FoldError.STATE_NOT_WRITTEN);
        }
        assertThat(steps).filteredOn("Who is who"::equals).hasSize(1);
    }

    private static void takeTheNamesOfStateFiles(TestHome home) {
        for (Path state : Folders.list(home.path.resolve("state").resolve(TestHome.BRAND))) {
            Folders.make(state.resolve("aipl-0-0.state"));
        }
    }

    private TestHome home(String name, int megabytes) throws IOException {
        TestHome home = new TestHome(folder.resolve(name), ZoneId.of("Asia/Shanghai"));
        home.ladder("wide", WIDE);
        home.ladders("aipl", "wide");
        Path config = home.path.resolve("tidebank.yaml");
        Files.writeString(config, Files.readString(config).replaceAll("memory_mb: .*", "memory_mb: " + megabytes));
        return home;
    }

    private static List<String> files(TestHome home) throws IOException {
        try (Stream<Path> all = Files.walk(home.path.resolve("state"))) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Every consumer shows up; later touches lie among the earlier ones. */
    private static String touches(int from, int to, int consumers) {
        return """
                SELECT 't' || i AS touch_id, 'i' AS import_id, 'test' AS source,
                    make_timestamptz(1770000000000000 + (hash(i, 'at') %% (40 * 86400))::BIGINT * 1000000) AS occurred_at,
                    make_timestamptz(1770000000000000) AS received_at,
                    ['view', 'cart', 'pay', 'review', 'join', 'follow', 'impression'][1 + (hash(i, 'kind') %% 7)::INT] AS kind,
                    [{'type': 'user', 'value': (i %% %3$d)::VARCHAR}] AS ids, 'user:' || (i %% %3$d) AS primary_id,
                    'o' || i AS order_id, 1::DECIMAL(18, 4) AS amount, 1::DECIMAL(18, 4) AS amount_home, 1 AS polarity
                FROM range(%1$d, %2$d) AS t(i)""".formatted(from, to, consumers);
    }

    private static void add(TestHome home, String select) throws SQLException {
        EngineSettings settings = new EngineSettings(1L << 30, 2, home.path.resolve("run"));
        try (Lake lake = Lake.open(home.path, settings);
                DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            TouchTable table = lake.touches(TestHome.BRAND);
            table.append(table.stage(connection, select), Map.of("tidebank.import-id", "i"));
        }
    }
}
