package io.tidebank.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another engine writes into the lake is read, merged, undone and kept like Tidebank's own; or refused aloud. */
class ForeignWriterTest {

    private static final String INSERT = """
            insert into tidebank.acme.touch (touch_id, import_id, source, occurred_at, kind, amount, ids) values
                ('f1', 'foreign', 'spark', timestamp '2025-01-01 12:00:00', 'pay', 1.5, array(named_struct('type', 'user', 'value', 'a'))),
                ('f2', 'foreign', 'spark', timestamp '2025-01-02 12:00:00', 'pay', null, null)
            """;

    @TempDir
    private Path home;

    private Lake lake;
    private TouchTable touches;
    private DuckDb duckDb;
    private Connection connection;
    private SparkSession spark;

    @BeforeEach
    void open() {
        EngineSettings settings = new EngineSettings(1L << 30, 2, home.resolve("scratch"));
        lake = Lake.open(home, settings);
        touches = lake.touches("acme");
        duckDb = DuckDb.inMemory(settings);
        connection = duckDb.connect();
        spark = LocalSpark.start(home, LocalSpark.catalog(home));
        touches.append(touches.stage(connection, """
                select 't' || i as touch_id, 'own' as import_id, 'shop' as source, 'view' as kind,
                    timestamptz '2025-01-01 00:00:00+00' + to_hours((i % 48)::integer) as occurred_at
                from range(96) as t(i)"""), Map.of());
    }

    @AfterEach
    void close() throws SQLException {
        spark.stop();
        connection.close();
        duckDb.close();
        lake.close();
    }

    @Test
    void filesOfAnotherEngineAreReadMergedAndUndone() throws Exception {
        long before = touches.snapshot();
        spark.sql(INSERT);

        List<TouchFile> added = touches.added(before, touches.snapshot()).orElseThrow();
        assertThat(added).allSatisfy(file -> assertThat(Path.of(file.path())).exists());
        assertThat(rows(added, "touch_id", "occurred_at", "amount", "ids"))
                .containsExactly(
                        "f1 2025-01-01 12:00:00+00 1.5000 [{'type': user, 'value': a}]",
                        "f2 2025-01-02 12:00:00+00 null null");

        touches.compact(Progress.NONE);
        assertThat(touches.files(touches.snapshot())).hasSize(2);
        assertThat(count()).isEqualTo(98);
        touches.removeOrphans(Instant.now().plusSeconds(60));
        assertThat(count()).isEqualTo(98);
        touches.deleteImport("foreign");
        assertThat(count()).isEqualTo(96);
        assertThat(rows(touches.files(touches.snapshot()), "touch_id")).hasSize(96);
        assertThat(spark.sql("select * from tidebank.acme.touch version as of " + before)
                        .count())
                .isEqualTo(96);
    }

    @Test
    void aColumnThatAnotherEngineAddedIsThere() throws Exception {
        spark.sql("alter table tidebank.acme.touch add column weather string");
        touches.append(touches.stage(connection, """
                select 'w' as touch_id, 'shop' as source, 'view' as kind, 'rain' as weather,
                    timestamptz '2025-01-03 00:00:00+00' as occurred_at"""), Map.of());

        assertThat(rows(touches.files(touches.snapshot()), "weather"))
                .hasSize(97)
                .contains("rain", "null");
        assertThat(spark.sql("select * from tidebank.acme.touch where weather = 'rain'")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void rowLevelDeletesAreRefusedWithAWordOnWhatToDo() {
        spark.sql("alter table tidebank.acme.touch set tblproperties ('write.delete.mode' = 'merge-on-read')");
        spark.sql("delete from tidebank.acme.touch where touch_id = 't5'");

        assertThatThrownBy(() -> touches.files(touches.snapshot()))
                .hasMessageContaining("has row-level deletes by another engine. Rewrite the table's data files there");
    }

    private long count() {
        return spark.sql("select * from tidebank.acme.touch").count();
    }

    private List<String> rows(List<TouchFile> files, String... columns) throws SQLException {
        List<String> answer = new ArrayList<>();
        String text = String.join("::varchar, 'null') || ' ' || coalesce(", columns);
        String sql =
                "select coalesce(%s::varchar, 'null') from (%s)".formatted(text, touches.scan(files, List.of(columns)));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
        }
        return answer;
    }
}
