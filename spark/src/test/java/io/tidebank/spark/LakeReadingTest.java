package io.tidebank.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another engine in another process opens the lake by its catalog alone, and reads it while Tidebank writes. */
class LakeReadingTest {

    private static final long TOUCHES = LakeWriter.TOUCHES;
    private static final long ALL = LakeWriter.IMPORTS * TOUCHES;

    @TempDir
    private Path home;

    @Test
    void sparkSeesWholeImportsOnlyWhileTidebankWrites() throws Exception {
        Path complaints = home.resolve("writer.txt");
        Process writer = writer(complaints);
        try (SparkSession spark = LocalSpark.start(home, LocalSpark.catalog(home));
                BufferedReader told = writer.inputReader(UTF_8)) {
            assertThat(told.readLine()).as(Files.readString(complaints)).isEqualTo("half");
            List<Long> seen = new ArrayList<>(List.of(count(spark)));
            assertThat(writer.isAlive()).isTrue();
            assertThat(seen).containsExactly(ALL / 2);

            writer.outputWriter(UTF_8).append('\n').close();
            do {
                seen.add(count(spark));
            } while (writer.isAlive());

            assertThat(writer.waitFor()).as(Files.readString(complaints)).isZero();
            assertThat(seen).isSorted().allMatch(rows -> rows % TOUCHES == 0);
            assertThatAllIsThere(spark);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private Process writer(Path complaints) throws IOException {
        return new ChildJvm(LakeWriter.class, home).start(it -> it.redirectError(complaints.toFile()));
    }

    private static void assertThatAllIsThere(SparkSession spark) {
        Row all = spark.sql(
                        "select count(*), sum(amount), count(distinct touch_id), min(ids[0].value) from tidebank.acme.touch")
                .first();
        assertThat(all.getLong(0)).isEqualTo(ALL);
        assertThat(all.getDecimal(1))
                .isEqualByComparingTo(BigDecimal.valueOf(ALL).multiply(new BigDecimal("0.0001")));
        assertThat(all.getLong(2)).isEqualTo(ALL);
        assertThat(all.getString(3)).isEqualTo("0");
        assertThat(spark.sql("select count(*) from tidebank.acme.touch.snapshots")
                        .first()
                        .getLong(0))
                .isEqualTo(LakeWriter.IMPORTS);
    }

    private static long count(SparkSession spark) {
        return spark.sql("select count(*) from tidebank.acme.touch").first().getLong(0);
    }
}
