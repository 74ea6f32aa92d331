package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.ladder.LadderError;
import io.tidebank.method.MethodError;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AIPL ladder on small histories whose answers can be said by hand. */
class StagesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    Path folder;

    private TestHome home;
    private final List<TestTouch> touches = new ArrayList<>();

    @BeforeEach
    void makeHome() {
        home = new TestHome(folder.resolve("home"), ZONE);
    }

    @Test
    void aViewIsForgottenAfterFifteenTimesTwentyFourHours() throws SQLException {
        touch("2026-01-01T10:00:00", "view", "user:1");
        refresh();

        assertThat(stages("2025-12-31")).isEqualTo("A 0, I 0, P 0, L 0, out 1");
        assertThat(stages("2026-01-01")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
        assertThat(stages("2026-01-15")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
        assertThat(stages("2026-01-16")).isEqualTo("A 0, I 0, P 0, L 0, out 1");
    }

    @Test
    void viewsOnTwoDaysAreInterestUntilTheFirstOfThemIsForgotten() throws SQLException {
        touch("2026-01-01T10:00:00", "view", "user:1");
        touch("2026-01-05T10:00:00", "visit", "user:1");
        refresh();

        assertThat(stages("2026-01-04")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
        assertThat(stages("2026-01-05")).isEqualTo("A 0, I 1, P 0, L 0, out 0");
        assertThat(stages("2026-01-15")).isEqualTo("A 0, I 1, P 0, L 0, out 0");
        assertThat(stages("2026-01-16")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
        assertThat(stages("2026-01-20")).isEqualTo("A 0, I 0, P 0, L 0, out 1");
    }

    @Test
    void daysAreThoseOfTheBrandsZone() throws SQLException {
        touch("2026-01-01T23:59:00", "view", "user:1");
        touch("2026-01-02T00:01:00", "view", "user:1");
        refresh();

        assertThat(stages("2026-01-01")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
        assertThat(stages("2026-01-02")).isEqualTo("A 0, I 1, P 0, L 0, out 0");
    }

    @Test
    void twoOrdersOnOneDayArePurchaseOnTwoDaysTheyAreLoyalty() throws SQLException {
        touch("2026-01-01T10:00:00", "pay", "user:1", "o1", "10");
        touch("2026-01-01T11:00:00", "pay", "user:1", "o2", "10");
        touch("2026-01-03T11:00:00", "pay", "user:1", "o3", "10");
        refresh();

        assertThat(stages("2026-01-01")).isEqualTo("A 0, I 0, P 1, L 0, out 0");
        assertThat(stages("2026-01-03")).isEqualTo("A 0, I 0, P 0, L 1, out 0");
    }

    @Test
    void aRefundOfTheOnlyOrderTakesPurchaseAwayFromThenOn() throws SQLException {
        touch("2026-01-01T10:00:00", "order", "user:1", "o1", "10");
        touch("2026-01-01T10:00:00", "pay", "user:1", "o1", "10");
        touch("2026-02-01T10:00:00", "refund", "user:1", "o1", "4");
        touch("2026-02-03T10:00:00", "refund", "user:1", "o1", "6");
        refresh();

        assertThat(stages("2026-01-31")).isEqualTo("A 0, I 0, P 1, L 0, out 0");
        assertThat(stages("2026-02-02")).isEqualTo("A 0, I 0, P 1, L 0, out 0");
        assertThat(stages("2026-02-03")).isEqualTo("A 0, I 0, P 0, L 0, out 1");
    }

    @Test
    void aRefundThatComesWithALaterImportTakesPurchaseAwayToo() throws SQLException {
        touch("2026-01-01T10:00:00", "order", "user:1", "o1", "10");
        touch("2026-01-01T10:00:00", "pay", "user:1", "o1", "10");
        touch("2026-01-01T10:00:00", "pay", "user:2", "o2", "10");
        refresh();
        touch("2026-01-20T10:00:00", "refund", "user:1", "o1", "10");
        refresh();

        assertThat(stages("2026-01-19")).isEqualTo("A 0, I 0, P 2, L 0, out 0");
        assertThat(stages("2026-01-20")).isEqualTo("A 0, I 0, P 1, L 0, out 1");
    }

    @Test
    void aMemberIsInterestedForAsLongAsTheMembershipLasts() throws SQLException {
        touch("2026-01-01T10:00:00", "join", "user:1");
        touch("2026-03-01T10:00:00", "leave", "user:1");
        refresh();

        assertThat(stages("2026-02-28")).isEqualTo("A 0, I 1, P 0, L 0, out 0");
        assertThat(stages("2026-03-01")).isEqualTo("A 0, I 0, P 0, L 0, out 1");
    }

    @Test
    void aPraiseCountsForLoyaltyOnlyOnTopOfAPurchase() throws SQLException {
        praise("2026-01-01T10:00:00", "user:1");
        praise("2026-01-01T10:00:00", "user:2");
        touch("2026-01-02T10:00:00", "pay", "user:2", "o1", "10");
        refresh();

        assertThat(stages("2026-01-01")).isEqualTo("A 0, I 2, P 0, L 0, out 0");
        assertThat(stages("2026-01-02")).isEqualTo("A 0, I 1, P 0, L 1, out 0");
        assertThat(stages("2027-01-01")).isEqualTo("A 0, I 0, P 1, L 0, out 1");
    }

    @Test
    void aGuestBelongsToNoStageAndNoConsumer() throws SQLException {
        touches.add(new TestTouch(
                "t0", micros("2026-01-01T10:00:00"), "pay", List.of(), "o1", java.math.BigDecimal.TEN, null, "x"));
        touch("2026-01-01T10:00:00", "view", "user:1");
        refresh();

        assertThat(stages("2026-01-01")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
    }

    @Test
    void identifiersCarriedTogetherAreOneConsumer() throws SQLException {
        touch("2026-01-01T10:00:00", "view", "anonymous:a");
        touch("2026-01-03T10:00:00", "view", "user:1");
        refresh();
        assertThat(stages("2026-01-03")).isEqualTo("A 2, I 0, P 0, L 0, out 0");

        carried("2026-01-04T10:00:00", "identify", List.of("user:1", "anonymous:a"));
        refresh();
        assertThat(stages("2026-01-03")).isEqualTo("A 0, I 1, P 0, L 0, out 0");
    }

    @Test
    void theFlowBetweenTwoDaysCountsEveryPair() throws SQLException {
        touch("2026-01-01T10:00:00", "view", "user:1");
        touch("2026-01-01T10:00:00", "view", "user:2");
        touch("2026-01-03T10:00:00", "pay", "user:2", "o1", "5");
        touch("2026-01-03T10:00:00", "view", "user:3");
        refresh();
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            List<List<Object>> moved = new ArrayList<>();
            brand.flow(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-20"), "aipl").rows().stream()
                    .filter(row -> !row.get(2).equals(0L))
                    .forEach(moved::add);
            assertThat(moved)
                    .containsExactlyInAnyOrder(
                            List.of("A", "P", 1L), List.of("A", "out", 1L), List.of("out", "out", 1L));
            assertThat(brand.flowSummary(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-03"), "aipl")
                            .rows())
                    .containsExactly(
                            List.of("new", 1L),
                            List.of("deepened", 1L),
                            List.of("kept", 1L),
                            List.of("shallower", 0L),
                            List.of("lost", 0L));
        }
    }

    @Test
    void ladderFilesThatShipAreAllInOrder() throws IOException, SQLException {
        home.ladders("aipl", "aipl-quick-audience", "o-5a", "jd-4a", "deeplink");
        touch("2026-01-01T10:00:00", "pay", "user:1", "o1", "5");
        refresh();
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.ladders()).extracting(LadderInfo::name).hasSize(5);
            for (LadderInfo ladder : brand.ladders()) {
                assertThat(ladder.stages().getFirst().bought())
                        .as(ladder.name())
                        .isFalse();
                assertThat(ladder.stages().getLast().bought()).as(ladder.name()).isTrue();
                long standing = brand.stages(LocalDate.parse("2026-01-01"), ladder.name()).rows().stream()
                        .filter(row -> !row.getFirst().equals("out"))
                        .mapToLong(row -> (Long) row.get(2))
                        .sum();
                assertThat(standing).as(ladder.name()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsDerivedCanBeDeletedAndComesBack() throws IOException, SQLException {
        touch("2026-01-01T10:00:00", "view", "user:1");
        refresh();
        for (String derived : new String[] {"serving/brand.duckdb", "serving"}) {
            Files.delete(home.path.resolve(derived));
        }

        assertThat(home.refresh().mode()).isEqualTo(RefreshReport.Mode.FULL);
        assertThat(stages("2026-01-01")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
    }

    @Test
    void aFaultyLadderStopsNoOtherAndIsToldWithItsPlace() throws IOException, SQLException {
        touch("2026-01-01T10:00:00", "view", "user:1");
        refresh();
        String shipped = new MethodFiles(null).read("ladders/aipl.yaml");
        home.ladder("mine", shipped.replaceFirst("within: 15d", "within: fortnight"));
        home.ladders("mine", "aipl", "missing");

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.importer().list()).isEmpty();
            assertThat(brand.refresh(Progress.NONE).consumers()).isEqualTo(1);
            assertThat(brand.stages(LocalDate.of(2026, 1, 1), "aipl")
                            .rows()
                            .getFirst()
                            .get(2))
                    .isEqualTo(1L);
            String place = home.path
                    .toAbsolutePath()
                    .resolve("methods/ladders/mine.yaml")
                    .toString();
            assertThatThrownBy(() -> brand.stages(null, "mine"))
                    .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID)
                    .hasMessageMatching("\\Q" + place + "\\E:\\d+: stages\\[0].when\\[0].within: .*");
            assertThat(brand.ladders()).extracting(LadderInfo::name).containsExactly("aipl");
            assertThat(brand.info().ladderFaults())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith(place + ":");
            assertThat(brand.info().ladderFaults().getLast()).contains("'ladders/missing.yaml'");
        }
    }

    @Test
    void withoutOneSoundLadderARefreshSaysWhatIsWrong() throws IOException, SQLException {
        home.ladder("mine", "title: nothing\n");
        home.ladders("mine");
        touch("2026-01-01T10:00:00", "view", "user:1");

        assertThatThrownBy(this::refresh).hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID);
    }

    /** The place of a ladder among those that are sound is its number in the tables. */
    @Test
    void aLadderThatHasBecomeFaultyIsNotTakenForAnother() throws IOException, SQLException {
        home.ladder("mine", new MethodFiles(null).read("ladders/aipl.yaml"));
        home.ladders("mine", "o-5a");
        touch("2026-01-01T10:00:00", "view", "user:1");
        refresh();
        home.ladder("mine", "title: nothing\n");

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            assertThatThrownBy(() -> tidebank.brand(null).stages(null, "o-5a"))
                    .hasFieldOrPropertyWithValue("code", LadderError.STAGES_NOT_BUILT);
        }
        assertThat(home.refresh().mode()).isEqualTo(RefreshReport.Mode.FULL);
    }

    @Test
    void laddersThatChangedAreNotAnsweredForBeforeTheNextRefresh() throws IOException, SQLException {
        touch("2026-01-01T10:00:00", "view", "user:1");
        refresh();
        home.ladders("o-5a", "aipl");

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            LocalDate day = LocalDate.of(2026, 1, 1);
            assertThatThrownBy(() -> tidebank.brand(null).stageTrend(day, day, "aipl"))
                    .hasFieldOrPropertyWithValue("code", LadderError.STAGES_NOT_BUILT);
            assertThatThrownBy(() -> tidebank.brand(null).stages(null, "aipl"))
                    .hasFieldOrPropertyWithValue("code", LadderError.STAGES_NOT_BUILT)
                    .hasMessageContaining("tidebank refresh");
        }
        assertThat(home.refresh().mode()).isEqualTo(RefreshReport.Mode.FULL);
        assertThat(stages("2026-01-01")).isEqualTo("A 1, I 0, P 0, L 0, out 0");
    }

    @Test
    void aModelThatChangedIsBuiltWithoutReadingTouchesAndTheReportSaysSo() throws IOException, SQLException {
        touch("2026-01-01T10:00:00", "view", "user:1");
        refresh();
        Files.createDirectories(home.path.resolve("methods/models"));
        Files.writeString(home.path.resolve("methods/models/kind_day.sql"), """
                -- One row per kind of touch.
                -- @key kind
                -- @column kind (kind) of touches
                -- @column touches (touches) of the kind
                select kind, count(*) as touches
                from touch
                group by kind
                """);

        RefreshReport built = home.refresh();
        RefreshReport again = home.refresh();

        assertThat(built.mode()).isEqualTo(RefreshReport.Mode.MODELS);
        assertThat(built.touches()).isZero();
        assertThat(built.seconds()).isPositive();
        assertThat(built.steps()).extracting(RefreshReport.Step::name).contains("models");
        assertThat(again.mode()).isEqualTo(RefreshReport.Mode.NONE);
    }

    private void touch(String at, String kind, String id) {
        touches.add(TestTouch.of("t" + touches.size() + "-" + at, micros(at), kind, id));
    }

    private void touch(String at, String kind, String id, String order, String money) {
        touches.add(TestTouch.of("t" + touches.size() + "-" + at + kind, micros(at), kind, id)
                .ordered(order, money));
    }

    private void praise(String at, String id) {
        touches.add(new TestTouch("t" + touches.size(), micros(at), "review", List.of(id), null, null, 1, "x"));
    }

    private void carried(String at, String kind, List<String> ids) {
        touches.add(new TestTouch("t" + touches.size() + "c", micros(at), kind, ids, null, null, null, "x"));
    }

    private void refresh() throws SQLException {
        home.add(touches);
        touches.clear();
        home.refresh();
    }

    private String stages(String day) {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            List<String> cells = new ArrayList<>();
            tidebank.brand(null)
                    .stages(LocalDate.parse(day), "aipl")
                    .rows()
                    .forEach(row -> cells.add(row.get(0) + " " + row.get(2)));
            return String.join(", ", cells);
        }
    }

    private static long micros(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toEpochSecond() * 1_000_000L;
    }
}
