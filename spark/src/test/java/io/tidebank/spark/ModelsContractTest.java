package io.tidebank.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.BuildOrder;
import io.tidebank.sql.ModelMacro;
import io.tidebank.sql.RandomBrand;
import io.tidebank.sql.SqlModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model file gives the same rows on DuckDB and on Spark, to the cent, over the same random brand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelsContractTest {

    private static final int SEED = 20261111;

    private Connection duckDb;
    private SparkSession spark;
    private List<SqlModel> models;

    @BeforeAll
    void buildOnBoth(@TempDir Path folder) throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        spark = LocalSpark.start(folder, Map.of());
        RandomBrand.make(duckDb, SEED, 200, 8000);
        RandomBrand.stretch(duckDb);
        models = BuildOrder.of(
                        RandomBrand.models(duckDb), RandomBrand.versions().keySet())
                .models();
        shareInputs(folder);
        spark.sql(ModelMacro.BRAND_DAY.spark("Asia/Shanghai"));
        spark.sql(ModelMacro.BRAND_CURRENCY.spark("CNY"));
        spark.sql(RandomBrand.touches()).createOrReplaceTempView("touch");
        for (SqlModel model : models) {
            execute("create table %s as %s".formatted(model.name(), model.select()));
            spark.sql(model.select()).cache().createOrReplaceTempView(model.name());
        }
    }

    private void shareInputs(Path folder) throws SQLException {
        for (String input : RandomBrand.TABLES) {
            Path file = folder.resolve(input + ".parquet");
            execute("copy %s to '%s' (format parquet)".formatted(input, file));
            spark.read().parquet(file.toString()).createOrReplaceTempView(input);
        }
    }

    @AfterAll
    void stop() throws SQLException {
        spark.stop();
        duckDb.close();
    }

    Stream<String> names() {
        return models.stream().map(SqlModel::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothEnginesGiveTheSameRows(String model) throws SQLException {
        List<String> columns = List.of(spark.table(model).columns());
        List<String> ours = duckDbRows("select %s from %s".formatted(String.join(", ", columns), model));

        assertThat(ours).as("seed %d", SEED).hasSizeGreaterThan(50);
        assertThat(sparkRows(model)).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(ours);
    }

    private List<String> duckDbRows(String select) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    line.add(text(rows.getObject(i)));
                }
                lines.add(String.join("|", line));
            }
        }
        return lines;
    }

    private List<String> sparkRows(String model) {
        List<String> lines = new ArrayList<>();
        for (Row row : spark.table(model).collectAsList()) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < row.length(); i++) {
                line.add(text(row.get(i)));
            }
            lines.add(String.join("|", line));
        }
        return lines;
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case BigDecimal money -> money.toPlainString();
            case OffsetDateTime moment -> moment.toInstant().toString();
            case Timestamp moment -> moment.toInstant().toString();
            default -> value.toString();
        };
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }
}
