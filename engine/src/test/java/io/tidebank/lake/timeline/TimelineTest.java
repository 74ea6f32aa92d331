package io.tidebank.lake.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.lake.timeline.TimelineUpkeep.Limits;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the timeline is answered as the lake alone would answer, whatever happened to either. */
class TimelineTest {

    private static final List<String> COLUMNS = List.of("touch_id", "occurred_at", "kind", "amount");
    private static final int PEOPLE = 40;

    @TempDir
    Path home;

    private EngineSettings settings;
    private Lake lake;
    private TouchTable table;
    private DuckDb duckDb;
    private Connection connection;

    @BeforeEach
    void open() {
        settings = new EngineSettings(1L << 30, 2, home.resolve("scratch"));
        lake = Lake.open(home, settings);
        table = lake.touches("acme");
        duckDb = DuckDb.inMemory(settings);
        connection = duckDb.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        duckDb.close();
        lake.close();
    }

    @RepeatedTest(6)
    void anythingAskedIsAnsweredAsTheLakeAnswers(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int imports = 0;
        for (int step = 0; step < 14; step++) {
            String story = "seed %d, step %d".formatted(repetition.getCurrentRepetition(), step);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> append("i" + imports++, 1 + random.nextInt(120), 1 + random.nextInt(12));
                case 3 -> table.compact(Progress.NONE);
                case 4 -> table.deleteImport("i" + random.nextInt(imports + 1));
                default -> SmallTimelines.keep(folder(), table, settings);
            }
            Timeline timeline = Timeline.open(folder(), table);
            for (int ask = 0; ask < 3; ask++) {
                String condition = random.nextInt(4) == 0
                        ? "primary_id IS NOT NULL"
                        : "primary_id IN ('user:%d', 'user:%d', 'user:999')"
                                .formatted(random.nextInt(PEOPLE), random.nextInt(PEOPLE));
                assertThat(ask(timeline.scan(files(), COLUMNS, condition)))
                        .as("%s, %s", story, condition)
                        .isEqualTo(ask("SELECT touch_id, occurred_at, kind, amount FROM (%s) AS touch WHERE %s"
                                .formatted(
                                        table.scan(
                                                files(),
                                                List.of("touch_id", "occurred_at", "kind", "amount", "primary_id")),
                                        condition)));
            }
        }
    }

    @Test
    void closedDaysAreReadFromItAndNoOthers() throws IOException {
        append("i", 400, 8);
        assertThat(SmallTimelines.keep(folder(), table, settings)).isEqualTo(355);
        Timeline timeline = Timeline.open(folder(), table);

        String sql = timeline.scan(files(), COLUMNS, "primary_id = 'user:1'");
        assertThat(files()).isNotEmpty().noneMatch(file -> sql.contains(file.path()));
        assertThat(timeline.segments()).hasSizeGreaterThan(1);

        append("late", 5, 1);
        List<String> read = files().stream()
                .map(TouchFile::path)
                .filter(timeline.scan(files(), COLUMNS, "primary_id = 'user:1'")::contains)
                .toList();
        assertThat(read).hasSize(2);
        assertThat(SmallTimelines.keep(folder(), table, settings)).isPositive();
        assertThat(SmallTimelines.keep(folder(), table, settings)).isZero();
    }

    @Test
    void smallSegmentsAreJoined() {
        for (int day = 1; day <= 5; day++) {
            appendFrom(day, 20, 1);
            SmallTimelines.keep(folder(), table, settings);
        }

        assertThat(Timeline.open(folder(), table).segments()).hasSizeLessThan(4);
    }

    @Test
    void whatACopyThatStoppedBetweenSegmentsLeavesTwiceIsCopiedOnceInTheEnd() {
        for (int day = 2; day <= 6; day += 2) {
            appendFrom(day, 40, 2);
            SmallTimelines.keep(folder(), table, settings);
        }
        appendFrom(1, 80, 1);
        Timeline timeline = Timeline.open(folder(), table);
        assertThat(timeline.segments()).hasSize(3);

        SmallTimelines.upkeep(timeline, settings)
                .run(
                        Instant.now(),
                        until(() -> timeline.segments().stream()
                                .anyMatch(segment -> segment.days().size() == 4)));

        assertThat(timeline.segments()).as("days 1 to 4, 4 and 5, 6 and 7").hasSize(3);
        for (int day = 8; day <= 9; day++) {
            appendFrom(day, 20, 1);
            SmallTimelines.upkeep(timeline, settings).run(Instant.now(), Progress.NONE);
        }
        assertThat(timeline.rows())
                .isEqualTo(ask(timeline.scan(files(), COLUMNS, "primary_id IS NOT NULL"))
                        .size());
        assertThat(Timeline.open(folder(), table).rows()).isEqualTo(timeline.rows());
    }

    @Test
    void aLakeThatIsQuicklyReadHasNone() {
        append("i", 400, 8);

        Timeline timeline = Timeline.open(folder(), table);
        assertThat(new TimelineUpkeep(timeline, settings).run(Instant.now(), Progress.NONE))
                .isZero();
        assertThat(timeline.rows()).isZero();
    }

    @Test
    void aDayThatIsNotOverIsLeftToTheLake() {
        append("i", 400, 8);
        Timeline timeline = Timeline.open(folder(), table);

        SmallTimelines.upkeep(timeline, settings).run(Instant.parse("2025-01-04T05:59:59Z"), Progress.NONE);
        assertThat(timeline.segments().stream().mapToInt(it -> it.days().size()).sum())
                .isEqualTo(2);
        SmallTimelines.upkeep(timeline, settings).run(Instant.parse("2025-01-04T06:00:00Z"), Progress.NONE);
        assertThat(timeline.segments().stream().mapToInt(it -> it.days().size()).sum())
                .isEqualTo(3);
    }

    @Test
    void whatACrashLeftIsSweptAndABrokenListCountsForNothing() throws IOException {
        append("i", 100, 1);
        SmallTimelines.keep(folder(), table, settings);
        Files.writeString(folder().resolve("half.parquet"), "PAR1");
        Files.writeString(folder().resolve("half.list.draft"), "timeline");
        Files.writeString(folder().resolve("odd.list"), "timeline 1\nmany\nno day");
        Files.writeString(folder().resolve("odd.parquet"), "PAR1");

        Timeline timeline = Timeline.open(folder(), table);

        assertThat(timeline.segments()).hasSize(1);
        try (Stream<Path> left = Files.list(folder())) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void aCancelledCopyLeavesWhatWasThere() {
        append("i", 100, 1);
        SmallTimelines.keep(folder(), table, settings);
        append("j", 100, 30);
        Timeline timeline = Timeline.open(folder(), table);

        assertThat(SmallTimelines.upkeep(timeline, settings).run(Instant.now(), until(() -> true)))
                .isZero();
        assertThat(ask(timeline.scan(files(), COLUMNS, "primary_id IS NOT NULL")))
                .hasSize(176);
    }

    @Test
    void aCopyThatIsStoppedLeavesNothingOnTheDisk() throws IOException {
        append("i", 400_000, 1);
        Timeline timeline = Timeline.open(folder(), table);
        AtomicInteger looks = new AtomicInteger();
        Progress stopsSoon = until(() -> looks.incrementAndGet() > 1);

        assertThatThrownBy(() -> SmallTimelines.upkeep(timeline, settings).run(Instant.now(), stopsSoon))
                .hasFieldOrPropertyWithValue("code", SqlError.SQL_CANCELLED);
        assertThat(filesThere()).isZero();
    }

    @Test
    void aCopyForWhichThereIsNoRoomIsNotBegun() throws IOException {
        append("i", 400, 8);
        Timeline timeline = Timeline.open(folder(), table);
        Limits full = new Limits(1, 150, 1000, 3, Duration.ofHours(6), Long.MAX_VALUE / 2);

        assertThat(new TimelineUpkeep(timeline, settings, full).run(Instant.now(), Progress.NONE))
                .isZero();
        assertThat(filesThere()).isZero();
    }

    @Test
    void aSegmentOfWhichLittleIsReadIsMadeAnew() {
        append("i", 100, 4);
        append("undone", 40, 3);
        SmallTimelines.keep(folder(), table, settings);
        table.deleteImport("undone");
        Timeline timeline = Timeline.open(folder(), table);
        assertThat(timeline.rows()).isEqualTo(123);

        SmallTimelines.upkeep(timeline, settings).run(Instant.now(), Progress.NONE);

        assertThat(timeline.rows()).isEqualTo(88);
    }

    private long filesThere() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.count();
        }
    }

    private Path folder() {
        return home.resolve("timeline");
    }

    private List<TouchFile> files() {
        return table.files(table.snapshot());
    }

    private void append(String importId, int touches, int days) {
        table.append(table.stage(connection, touches(importId, touches, days)), Map.of("tidebank.import-id", importId));
    }

    /** Days of February from one on, an import of their own. */
    private void appendFrom(int day, int touches, int days) {
        String sql = touches("i" + day, touches, days).replace("2025-01-01", "2025-02-0" + day);
        table.append(table.stage(connection, sql), Map.of("tidebank.import-id", "i" + day));
    }

    private static Progress until(BooleanSupplier cancelled) {
        return new Progress() {
            @Override
            public void at(String step, long done, long total) {}

            @Override
            public boolean cancelled() {
                return cancelled.getAsBoolean();
            }
        };
    }

    private static String touches(String importId, int touches, int days) {
        return """
                SELECT '%1$s-' || i AS touch_id, '%1$s' AS import_id, 'test' AS source,
                    TIMESTAMPTZ '2025-01-01 00:00:00+00' + to_microseconds((hash(i) %% (%3$d * 86400000000))::BIGINT)
                        AS occurred_at,
                    TIMESTAMPTZ '2025-06-01 00:00:00+00' AS received_at,
                    ['view', 'order'][1 + i %% 2] AS kind,
                    CASE WHEN i %% 9 > 0 THEN 'user:' || (i %% %4$d) END AS primary_id,
                    (i * 1.25)::DECIMAL(18,4) AS amount
                FROM range(%2$d) AS numbers(i)
                """.formatted(importId, touches, days, PEOPLE);
    }

    private List<String> ask(String sql) {
        List<String> answer = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answer.add("%s %s %s %s"
                        .formatted(rows.getString(1), rows.getObject(2), rows.getString(3), rows.getBigDecimal(4)));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        answer.sort(null);
        return answer;
    }
}
