package io.tidebank.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentLakeTest {

    private static final int BATCH = 1_000;

    @TempDir
    Path home;

    @Test
    void aReaderSeesWholeCommitsWhileOthersAppendCompactAndExpire() throws Exception {
        try (LakeFixture writer = new LakeFixture(home);
                LakeFixture reader = new LakeFixture(home);
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<?> writing = pool.submit(() -> {
                for (int i = 0; i < 12; i++) {
                    writer.append("i" + i, LakeFixture.touches("i" + i, BATCH, 3));
                    if (i % 4 == 3) {
                        writer.touches.compact(Progress.NONE);
                    }
                }
            });
            int seen = 0;
            while (!writing.isDone()) {
                int rows = reader.rows("touch_id").size();
                assertThat(rows % BATCH).isZero();
                assertThat(rows).isGreaterThanOrEqualTo(seen);
                seen = rows;
            }
            writing.get();
            assertThat(reader.rows("touch_id")).hasSize(12 * BATCH);
        }
    }

    @Test
    void twoWritersOfOneTableLoseNothing() throws Exception {
        try (LakeFixture one = new LakeFixture(home);
                LakeFixture two = new LakeFixture(home);
                ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<?>> writing = List.of(
                    pool.submit(() -> {
                        appendTen(one, "a");
                        one.touches.deleteImport("a3");
                    }),
                    pool.submit(() -> {
                        appendTen(two, "b");
                        two.touches.compact(Progress.NONE);
                    }));
            for (Future<?> done : writing) {
                done.get();
            }
            assertThat(one.rows("touch_id")).hasSize(190).doesNotHaveDuplicates();
            assertThat(one.rows("import_id")).doesNotContain(List.of("a3"));
        }
    }

    private static void appendTen(LakeFixture fixture, String name) {
        for (int i = 0; i < 10; i++) {
            fixture.append(name + i, LakeFixture.touches(name + i, 10, 2));
        }
    }

    @Test
    void aCancelledStageLeavesNothingAndTheConnectionLivesOn() throws Exception {
        try (LakeFixture fixture = new LakeFixture(home)) {
            Progress impatient = new Progress() {
                private boolean told;

                @Override
                public void at(String step, long done, long total) {
                    told = true;
                }

                @Override
                public boolean cancelled() {
                    return told;
                }
            };
            assertThatThrownBy(() -> fixture.touches.stage(
                            fixture.connection, LakeFixture.touches("i1", 50_000_000, 3), impatient))
                    .isInstanceOfSatisfying(
                            TidebankException.class, e -> assertThat(e.code()).isEqualTo(SqlError.SQL_CANCELLED));

            assertThat(LakeFiles.under(home.resolve("lake"), ".parquet")).isEmpty();
            assertThat(fixture.query("SELECT count(*) FROM duckdb_databases() WHERE database_name LIKE 'stage%'"))
                    .containsExactly(List.of("0"));
            fixture.touches.append(
                    fixture.touches.stage(fixture.connection, LakeFixture.touches("i1", 5, 1)), Map.of());
            assertThat(fixture.rows("touch_id")).hasSize(5);
        }
    }
}
