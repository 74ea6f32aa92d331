package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.error.TidebankException;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TouchTableTest {

    private static final String FULL = """
            SELECT
                '订单-1' AS touch_id, 'i1' AS import_id, 'qianniu' AS source,
                TIMESTAMPTZ '2024-02-29 23:59:59.999999+00' AS occurred_at,
                TIMESTAMPTZ '2024-03-01 00:00:00.000001+00' AS received_at,
                'order' AS kind, '已付款' AS name, 'store.shanghai-03' AS touchpoint,
                [{'type': 'user', 'value': 'u''1'}, {'type': 'phone#', 'value': NULL}] AS ids,
                'user:u''1' AS primary_id, 'sku "1"' AS item, 'c' AS category, 'l' AS product_line, 's' AS store,
                'm' AS market, -2.5::DECIMAL(18,4) AS quantity, 99999999999999.9999::DECIMAL(18,4) AS amount,
                'CNY' AS currency, 0.0001::DECIMAL(18,4) AS amount_home, 'o1' AS order_id, 'p' AS play_id,
                'k' AS content_id, -1 AS polarity, '{"a": 1}' AS context, '{"b": "x\\n"}' AS properties
            """;

    @TempDir
    Path home;

    private LakeFixture fixture;

    @BeforeEach
    void open() {
        fixture = new LakeFixture(home);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aCatalogThatBreaksIsToldWithItsFile() throws Exception {
        try (Connection catalog = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("catalog.db"));
                Statement statement = catalog.createStatement()) {
            statement.execute("DROP TABLE iceberg_tables");
        }

        assertThatThrownBy(fixture.lake::brands)
                .hasFieldOrPropertyWithValue("code", LakeError.LAKE_FAILED)
                .hasMessageContaining("catalog.db cannot be read as a catalog");
    }

    @Test
    void everyColumnComesBackAsItWasWritten() {
        String nulls = TouchColumns.ALL.stream()
                .map(column -> switch (column.name()) {
                            case "touch_id", "source" -> "'x'";
                            case "kind" -> "'view'";
                            case "occurred_at" -> "TIMESTAMPTZ '1969-12-31 23:59:59.5+00'";
                            default -> "NULL";
                        }
                        + " AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", ""));
        fixture.append("i1", FULL + " UNION ALL " + nulls);

        assertThat(fixture.rows(LakeFixture.ALL_COLUMNS.toArray(String[]::new)))
                .containsExactlyElementsOf(fixture.query(typed(nulls + " UNION ALL " + FULL)));
    }

    @Test
    void aFileLiesInOneDayAndIsSortedByTheOrderOfTouches() {
        fixture.append("i1", LakeFixture.touches("i1", 20_000, 30));

        List<TouchFile> files = fixture.touches.files(fixture.touches.snapshot());
        assertThat(files).hasSize(30).isSortedAccordingTo(java.util.Comparator.comparing(TouchFile::day));
        assertThat(files.getFirst().day()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(files)
                .allSatisfy(file -> assertThat(fixture.query(
                                "SELECT min(epoch_us(occurred_at)), max(epoch_us(occurred_at)), count(*) FROM ("
                                        + fixture.touches.scan(List.of(file), List.of("occurred_at")) + ")"))
                        .containsExactly(List.of(
                                String.valueOf(file.firstMicros()),
                                String.valueOf(file.lastMicros()),
                                String.valueOf(file.rows()))));
        assertThat(TouchTable.overlapping(files)).isFalse();
        assertThat(fixture.rows("touch_id"))
                .isEqualTo(fixture.query("SELECT touch_id FROM (" + LakeFixture.touches("i1", 20_000, 30)
                        + ") ORDER BY occurred_at, array_position(['view', 'order', 'pay'], kind), touch_id"));
    }

    @Test
    void touchesOfOneMomentAreInRankOrderWithUnknownKindsFirst() {
        String moment = "TIMESTAMPTZ '2025-01-01 12:00:00+00'";
        fixture.append(
                "i1",
                "SELECT t.*, %s AS occurred_at FROM (VALUES ('b', 's', 'pay'), ('a', 's', 'pay'), ('c', 's', 'order'), ('d', 's', 'view'), ('e', 's', 'home-made'), ('f', 'r', 'pay')) AS t(touch_id, source, kind)"
                        .formatted(moment));

        assertThat(fixture.rows("touch_id")).extracting(List::getFirst).containsExactly("e", "d", "c", "f", "a", "b");
    }

    @Test
    void addedTellsWhatCameBetweenTwoSnapshots() {
        assertThat(fixture.touches.snapshot()).isZero();
        assertThat(fixture.touches.files(0)).isEmpty();
        long first = fixture.append("i1", LakeFixture.touches("i1", 100, 2));
        long second = fixture.append("i2", LakeFixture.touches("i2", 50, 1));

        assertThat(fixture.touches.snapshot()).isEqualTo(second);
        assertThat(fixture.touches.added(first, second).orElseThrow())
                .hasSize(1)
                .allSatisfy(file -> assertThat(file.rows()).isEqualTo(50));
        assertThat(fixture.touches.added(second, second).orElseThrow()).isEmpty();
        assertThat(fixture.touches.added(0, second).orElseThrow()).hasSize(3);
        assertThat(fixture.touches.added(second, first)).isEmpty();
        assertThat(fixture.touches.files(first)).hasSize(2);
        assertThat(fixture.touches.snapshots())
                .extracting(info -> info.summary().get("tidebank.import-id"))
                .containsExactly("i1", "i2");
    }

    @Test
    void stagedFilesAreInvisibleAndCanBeDiscarded() {
        List<TouchFile> staged = fixture.touches.stage(fixture.connection, LakeFixture.touches("i1", 100, 2));

        assertThat(fixture.touches.snapshot()).isZero();
        assertThat(staged).allSatisfy(file -> assertThat(Path.of(file.path())).exists());
        fixture.touches.discard(staged);
        assertThat(staged)
                .allSatisfy(
                        file -> assertThat(Files.exists(Path.of(file.path()))).isFalse());
    }

    @Test
    void committedFilesCannotBeDiscarded() {
        List<TouchFile> staged = fixture.touches.stage(fixture.connection, LakeFixture.touches("i1", 100, 2));
        fixture.touches.append(staged, Map.of());

        fixture.touches.discard(staged);

        assertThat(fixture.rows("touch_id")).hasSize(100);
    }

    @Test
    void anEmptyPlanGivesATypedEmptyTable() {
        assertThat(fixture.query("DESCRIBE " + fixture.touches.scan(List.of(), LakeFixture.ALL_COLUMNS)))
                .extracting(row -> row.get(1))
                .containsExactlyElementsOf(TouchColumns.ALL.stream()
                        .map(TouchColumn::type)
                        .map(TouchColumn.Type::duckDb)
                        .toList());
        assertThat(fixture.rows("touch_id")).isEmpty();
    }

    @Test
    void nothingToWriteStagesNothing() {
        assertThat(fixture.touches.stage(fixture.connection, LakeFixture.touches("i1", 0, 1)))
                .isEmpty();
    }

    @Test
    void wrongColumnsAreRefusedAllAtOnce() {
        assertThatThrownBy(
                        () -> fixture.touches.stage(
                                fixture.connection,
                                "SELECT 1 AS touch_id, 's' AS source, TIMESTAMP '2025-01-01' AS occurred_at, 'view' AS kind, 2 AS colour"))
                .isInstanceOf(TidebankException.class)
                .hasMessage("These rows are no touches: touch has no column 'colour'; "
                        + "occurred_at is TIMESTAMP and not TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void aTouchWithoutItsMomentOrItsIdIsRefusedAndNothingIsLeft() {
        String touch = "SELECT %s AS touch_id, 's' AS source, %s AS occurred_at, 'view' AS kind";
        assertThatThrownBy(() ->
                        fixture.touches.stage(fixture.connection, touch.formatted("'a'", "CAST(NULL AS TIMESTAMPTZ)")))
                .hasMessage("1 touches have no occurred_at");
        assertThatThrownBy(() -> fixture.touches.stage(
                        fixture.connection, touch.formatted("NULL", "TIMESTAMPTZ '2025-01-01 00:00:00+00'")))
                .hasMessage("1 touches of one day have no touch_id");
        assertThat(LakeFiles.under(home.resolve("lake"), ".parquet")).isEmpty();
    }

    @Test
    void brandsHaveTablesOfTheirOwn() {
        fixture.append("i1", LakeFixture.touches("i1", 10, 1));

        assertThat(fixture.lake.touches("茶-2").snapshot()).isZero();
        assertThat(fixture.lake.brands()).containsExactly("acme", "茶-2");
        assertThatThrownBy(() -> fixture.lake.touches("../acme")).hasMessageContaining("'../acme'");
    }

    @Test
    void aReopenedLakeHasWhatWasCommitted() throws Exception {
        fixture.append("i1", LakeFixture.touches("i1", 10, 1));
        fixture.close();
        fixture = new LakeFixture(home);

        assertThat(fixture.rows("touch_id")).hasSize(10);
    }

    @Test
    void aMovedHomeIsToldApartFromABrokenOne() throws Exception {
        fixture.append("i1", LakeFixture.touches("i1", 10, 1));
        fixture.close();
        Path moved = home.resolveSibling(home.getFileName() + "-moved");
        Files.move(home, moved);
        try {
            assertThatThrownBy(() -> new LakeFixture(moved))
                    .hasMessageStartingWith(
                            "The files of acme.touch are not where they were written. Move the home back");
        } finally {
            Files.move(moved, home);
        }
        fixture = new LakeFixture(home);
        assertThat(fixture.rows("touch_id")).hasSize(10);
    }

    @Test
    void aFileThatIsNoCatalogIsNamed() throws Exception {
        Path other = Files.createDirectories(home.resolve("other"));
        Files.writeString(other.resolve("catalog.db"), "no database, but long enough to be read as the head of one");

        assertThatThrownBy(() -> new LakeFixture(other))
                .isInstanceOf(TidebankException.class)
                .hasMessageStartingWith(other.resolve("catalog.db") + " cannot be opened as a catalog: ");
    }

    /** The same rows with the table's types, so that both sides print alike. */
    private static String typed(String select) {
        return TouchColumns.ALL.stream()
                .map(column -> "%1$s::%2$s AS %1$s"
                        .formatted(column.name(), column.type().duckDb()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM (" + select + ") ORDER BY occurred_at"));
    }
}
