package io.tidebank.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another engine opens the lake by its catalog alone, and reads it while Tidebank writes. */
class LakeReadingTest {

    private static final int IMPORTS = 8;
    private static final int TOUCHES = 500;

    @TempDir
    private Path home;

    @Test
    void sparkSeesWholeImportsOnlyWhileTidebankWrites() throws Exception {
        EngineSettings settings = new EngineSettings(1L << 30, 2, home.resolve("scratch"));
        try (Lake lake = Lake.open(home, settings);
                DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect();
                ExecutorService writer = Executors.newSingleThreadExecutor();
                SparkSession spark = LocalSpark.start(home, LocalSpark.catalog(home))) {
            TouchTable touches = lake.touches("acme");
            Future<?> writing = writer.submit(() -> {
                for (int i = 0; i < IMPORTS; i++) {
                    touches.append(touches.stage(connection, touches(i)), Map.of("tidebank.import-id", "i" + i));
                }
            });

            List<Long> seen = new ArrayList<>();
            do {
                seen.add(count(spark));
            } while (!writing.isDone());
            writing.get();

            assertThat(seen).isSorted().allMatch(rows -> rows % TOUCHES == 0);
            Row all = spark.sql(
                            "select count(*), sum(amount), count(distinct touch_id), min(ids[0].value) from tidebank.acme.touch")
                    .first();
            assertThat(all.getLong(0)).isEqualTo(IMPORTS * TOUCHES);
            assertThat(all.getDecimal(1))
                    .isEqualByComparingTo(BigDecimal.valueOf(IMPORTS * TOUCHES).multiply(new BigDecimal("0.0001")));
            assertThat(all.getLong(2)).isEqualTo(IMPORTS * TOUCHES);
            assertThat(all.getString(3)).isEqualTo("0");
            assertThat(spark.sql("select count(*) from tidebank.acme.touch.snapshots")
                            .first()
                            .getLong(0))
                    .isEqualTo(IMPORTS);
        }
    }

    private static long count(SparkSession spark) {
        return spark.sql("select count(*) from tidebank.acme.touch").first().getLong(0);
    }

    private static String touches(int number) {
        return """
                select 'touch-%1$d-' || i as touch_id, 'i%1$d' as import_id, 'shop' as source,
                    timestamptz '2025-01-01 00:00:00+00' + to_hours((i %% 72)::integer) as occurred_at,
                    'view' as kind, [{'type': 'user', 'value': (i %% 50)::varchar}] as ids,
                    0.0001::decimal(18, 4) as amount
                from range(%2$d) as t(i)""".formatted(number, TOUCHES);
    }
}
