package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.fold.FoldError;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A refresh that ends while it writes intervals leaves the brand as it was, and free. */
class CancelledRefreshTest {

    /** So many that buffers of closed intervals are full, and being written, long before all touches are read. */
    private static final int CONSUMERS = 200_000;

    private static final long FIRST_DAY = 1_772_323_200_000_000L;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRefreshThatIsCancelledAmongItsIntervalsLetsTheBrandGo() throws SQLException {
        TestHome home = new TestHome(folder, ZoneId.of("UTC"));
        addVisits();

        try (Tidebank tidebank = Tidebank.open(home.path)) {
            Brand brand = tidebank.brand(null);
            assertThatThrownBy(() -> brand.refresh(new After(5 * CONSUMERS)))
                    .hasFieldOrPropertyWithValue("code", FoldError.FOLD_CANCELLED);
            assertThat(brand.refresh(Progress.NONE).consumers()).isEqualTo(CONSUMERS);
        }
    }

    /** Cancels once so many touches are folded. */
    private static final class After implements Progress {

        private final long touches;
        private boolean reached;

        After(long touches) {
            this.touches = touches;
        }

        @Override
        public void at(String step, long done, long total) {
            reached |= step.equals("All touches") && done >= touches;
        }

        @Override
        public boolean cancelled() {
            return reached;
        }
    }

    /** Everyone looks in on six days, so far apart that each visit but the last is a closed interval. */
    private void addVisits() throws SQLException {
        EngineSettings settings = new EngineSettings(1L << 30, 2, folder.resolve("run"));
        try (Lake lake = Lake.open(folder, settings);
                DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            TouchTable table = lake.touches(TestHome.BRAND);
            String visits = """
                    SELECT visit || '-' || person AS touch_id, 'i' AS import_id, 'test' AS source,
                        make_timestamptz(%d + visit * 40 * 86400000000 + person) AS occurred_at, occurred_at AS received_at,
                        'view' AS kind, [{'type': 'user', 'value': person::VARCHAR}] AS ids, 'user:' || person AS primary_id,
                        'store_page.home' AS touchpoint
                    FROM range(6) AS visits(visit), range(%d) AS people(person)""".formatted(FIRST_DAY, CONSUMERS);
            table.append(table.stage(connection, visits), Map.of("tidebank.import-id", "i"));
        }
    }
}
