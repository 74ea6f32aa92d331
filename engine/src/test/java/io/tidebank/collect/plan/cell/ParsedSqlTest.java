package io.tidebank.collect.plan.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedSqlTest {

    private static final List<String> MIXED =
            List.of("iso", "yyyy/M/d H:mm", "d/M/yy", "epoch_s", "yyyy-MM-dd HH:mm:ss Z");

    @TempDir
    Path scratch;

    private DuckDb duckDb;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        duckDb = DuckDb.inMemory(new EngineSettings(512L << 20, 1, scratch));
        connection = duckDb.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        duckDb.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02 03:04:05",
        "2026-01-02T03:04:05.5+08:00, 2026-01-01 19:04:05.5",
        "2026-01-02 03:04:05 +0800, 2026-01-01 19:04:05",
        "2026-01-02 03:04:05, 2026-01-01 19:04:05",
        "2026-01-02, 2026-01-01 16:00:00",
        "2026/1/2 3:04, 2026-01-01 19:04:00",
        "3/4/26, 2026-04-02 16:00:00",
        "1767323045, 2026-01-02 03:04:05",
        "yesterday, ",
        "12:30, ",
    })
    void readsWhatAnyOfThePatternsFits(String text, @Nullable String utc) throws SQLException {
        assertThat(time(text, MIXED)).isEqualTo(utc);
    }

    @Test
    void theFirstPatternThatFitsSaysWhatATextMeans() throws SQLException {
        assertThat(time("3/4/2026", List.of("d/M/yyyy", "iso", "M/d/yyyy"))).isEqualTo("2026-04-02 16:00:00");
        assertThat(time("3/4/2026", List.of("M/d/yyyy", "iso", "d/M/yyyy"))).isEqualTo("2026-03-03 16:00:00");
        assertThat(time("20260102", List.of("yyyyMMdd", "epoch_s"))).isEqualTo("2026-01-01 16:00:00");
        assertThat(time("20260102", List.of("epoch_s", "yyyyMMdd"))).isEqualTo("1970-08-23 11:48:22");
    }

    private @Nullable String time(String text, List<String> patterns) throws SQLException {
        return first("timezone('UTC', %s)".formatted(ParsedSql.time(DuckDb.literal(text), patterns, "Asia/Shanghai")));
    }

    private @Nullable String first(String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (" + expression + ")::VARCHAR")) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
