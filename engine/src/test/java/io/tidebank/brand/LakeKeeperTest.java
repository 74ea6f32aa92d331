package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.brand.home.BrandError;
import io.tidebank.sql.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of the lake, travel in time, tidying, and what free SQL may not do. */
class LakeKeeperTest {

    private static final long NOON = 1_770_000_000_000_000L;

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void makeHome() throws SQLException {
        home = new TestHome(folder.resolve("home"), ZoneId.of("UTC"));
        home.add(List.of(TestTouch.of("t1", NOON, "view", "user:1")));
        home.add(List.of(
                TestTouch.of("t2", NOON + 1, "view", "user:2"), TestTouch.of("t3", NOON + 2, "cart", "user:2")));
        home.refresh();
    }

    @Test
    void aQueryCanReadTheTouchesOfAnEarlierState() {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            List<List<Object>> states = brand.lake().snapshots().rows();
            assertThat(states).extracting(row -> row.get(4)).containsExactly(1L, 3L);

            long first = Long.parseLong((String) states.getFirst().getFirst());
            assertThat(brand.sql("SELECT count(*) FROM touch", first).rows()).containsExactly(List.of(1L));
            assertThat(brand.sql("SELECT count(*) FROM touch").rows()).containsExactly(List.of(3L));
        }
    }

    @Test
    void tidyingMergesFilesAndChangesNoAnswer() {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            List<List<Object>> before = brand.stages(null, "aipl").rows();

            assertThat(brand.tidy(Progress.NONE).rows().getFirst()).containsExactly("files merged away", 1L);

            assertThat(brand.stages(null, "aipl").rows()).isEqualTo(before);
            assertThat(brand.sql("SELECT count(*) FROM touch").rows()).containsExactly(List.of(3L));
            assertThat(brand.info().fresh()).isTrue();
        }
    }

    @Test
    void statesAreClearedAwayOnceTheyAreAsOldAsTheHomeSays() throws IOException, SQLException {
        for (int i = 4; i < 8; i++) {
            home.add(List.of(TestTouch.of("t" + i, NOON + i, "view", "user:1")));
        }
        Path config = home.path.resolve("tidebank.yaml");
        Files.writeString(config, Files.readString(config) + "retention: {snapshot_days: 3}\n");

        assertThat(expiredAfter(Duration.ofDays(2))).isZero();
        assertThat(expiredAfter(Duration.ofDays(4))).isPositive();
    }

    private long expiredAfter(Duration time) {
        try (Tidebank tidebank = Tidebank.open(home.path, Clock.offset(Clock.systemUTC(), time))) {
            List<Object> row = tidebank.brand(null).tidy(Progress.NONE).rows().get(1);
            assertThat(row.getFirst()).isEqualTo("snapshots expired");
            return (Long) row.get(1);
        }
    }

    /** What a server does by itself; nobody has to tidy. */
    @Test
    void aLakeThatIsKeptLosesOldStatesAndSmallFilesAndNothingElse() throws SQLException {
        for (int i = 4; i < 16; i++) {
            home.add(List.of(TestTouch.of("t" + i, NOON + i, "view", "user:1")));
        }
        try (Tidebank tidebank = Tidebank.open(home.path, Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.lake().merge(Progress.NONE)).isTrue();
            brand.lake().keep(Progress.NONE);

            assertThat(brand.lake().snapshots().rows()).hasSize(3);
            assertThat(brand.lake().snapshots().rows().getLast().getLast()).isEqualTo(1L);
            assertThat(brand.info().fresh()).isFalse();
            // The state that was refreshed last is among those that went.
            assertThat(brand.info().lastTouch()).isEqualTo(Instant.EPOCH.plus(NOON + 15, ChronoUnit.MICROS));
            assertThat(brand.timeline("user:2", 10).rows()).hasSize(2);
            brand.refresh(Progress.NONE);
            assertThat(brand.sql("SELECT count(*) FROM touch").rows()).containsExactly(List.of(15L));
        }
    }

    /** A refresh reads on from the state that was refreshed last, however long it lies back. */
    @Test
    void statesSinceTheLastRefreshStayForTheNextOne() throws SQLException {
        home.addLive(List.of(TestTouch.of("l0", NOON + 10, "view", "user:1")));
        home.refresh();
        for (int i = 1; i < 4; i++) {
            home.addLive(List.of(TestTouch.of("l" + i, NOON + 10 + i, "view", "user:1")));
        }

        assertThat(statesThinnedAfter(Duration.ofHours(5))).isZero();
        assertThat(home.refresh().mode()).isEqualTo(RefreshReport.Mode.INCREMENTAL);
        assertThat(statesThinnedAfter(Duration.ofHours(5))).isPositive();
    }

    @Test
    void statesOfManyHoursAreThinnedThoughNoRefreshCameToItsEnd() throws SQLException {
        for (int i = 1; i < 4; i++) {
            home.addLive(List.of(TestTouch.of("l" + i, NOON + 10 + i, "view", "user:1")));
        }

        assertThat(statesThinnedAfter(Duration.ofHours(5))).isZero();
        assertThat(statesThinnedAfter(Duration.ofHours(7))).isPositive();
        assertThat(home.refresh().consumers()).isEqualTo(2);
    }

    private int statesThinnedAfter(Duration time) {
        try (Tidebank tidebank = Tidebank.open(home.path, Clock.offset(Clock.systemUTC(), time))) {
            LakeKeeper lake = tidebank.brand(null).lake();
            int before = lake.snapshots().rows().size();
            lake.thin();
            return before - lake.snapshots().rows().size();
        }
    }

    @Test
    void onesTouchesAreTheSameFromTheTimeline() {
        List<List<Object>> fromTheLake = timeline("user:2");
        home.keepTimeline();

        assertThat(timeline("user:2")).hasSize(2).isEqualTo(fromTheLake);
        assertThat(timeline("user:1")).hasSize(1);
    }

    private List<List<Object>> timeline(String id) {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            return tidebank.brand(null).timeline(id, 10).rows();
        }
    }

    @Test
    void freeSqlCannotLeaveTheBrandOrChangeAnything() {
        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            for (String sql : List.of(
                    "DROP TABLE identity",
                    "DELETE FROM identity",
                    "SELECT 1; DROP TABLE identity",
                    "SELECT * FROM read_csv('/etc/passwd')",
                    "SELECT * FROM '/etc/passwd'",
                    "SELECT * FROM read_text('/etc/passwd')",
                    "SELECT getenv('HOME')",
                    "SELECT * FROM (SELECT * FROM glob('*'))",
                    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
                    "WITH x AS (SELECT * FROM duckdb_settings()) SELECT * FROM x",
                    "SELECT * FROM query('SELECT 1')",
                    "COPY identity TO '/tmp/out.csv'",
                    "PRAGMA database_list",
                    "ATTACH 'x.db'",
                    "SET memory_limit='1TB'",
                    "SELECT * FROM information_schema.tables",
                    "SELECT * FROM generation",
                    "WITH \"/etc/passwd.csv\" AS (SELECT * FROM \"/etc/passwd.csv\") SELECT * FROM \"/etc/passwd.csv\"",
                    "WITH stage_tail AS (SELECT * FROM stage_tail) SELECT * FROM stage_tail",
                    "WITH identity AS (SELECT * FROM identity) SELECT * FROM identity")) {
                assertThatThrownBy(() -> brand.sql(sql))
                        .as(sql)
                        .hasFieldOrPropertyWithValue("code", BrandError.QUERY_REFUSED);
            }
            assertThat(brand.sql(
                                    "WITH v AS (SELECT kind FROM touch) SELECT kind, count(*) FROM v GROUP BY kind ORDER BY kind")
                            .rows())
                    .containsExactly(List.of("cart", 1L), List.of("view", 2L));
        }
    }
}
