package io.tidebank.collect.plan.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedSqlTest {

    private static final List<String> MIXED =
            List.of("iso", "yyyy/M/d H:mm", "d/M/yy", "epoch_s", "yyyy-MM-dd HH:mm:ss Z");

    private static final List<String> NUMBERS = List.of(
            "iso",
            "epoch_s",
            "epoch_ms",
            "yyyyMMdd",
            "yyyyMMddHHmm",
            "yyyyMMddHHmmss",
            "yyyyMMdd H:mm:ss",
            "yyyyMMdd H:mm");

    private static final List<String> PIECES = List.of(
            "1", "12", "123", "1234", "0", ".", ",", "，", "+", "-", " ", "'", "\u00a0", "\u202f", "$", "¥", "€", "元",
            "USD", "R", "kr", "(", ")", "e5", "x", "１", "/", "");

    private static final List<String> ODD = List.of(
            "USD$ 12",
            "USD$ 12.50",
            "(12.50)",
            "12.5.7",
            "1,234.50",
            "1.234,50",
            "1 234,50",
            "12,50 €",
            "99999999999999",
            "999999999999999",
            "1e20",
            "1e999",
            "1e-999",
            "1E-2",
            "-5",
            "+5",
            ".5",
            "5.",
            ".",
            "-",
            "12 pcs",
            "3件",
            "abc",
            " 7 ");

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
        assertThat(time("20260102", List.of("epoch_s", "yyyyMMdd"))).isEqualTo("2026-01-01 16:00:00");
    }

    @ParameterizedTest
    @CsvSource({
        "20240105, 2024-01-04 16:00:00",
        "202401051030, 2024-01-05 02:30:00",
        "20240105103015, 2024-01-05 02:30:15",
        "20240105 10:30, 2024-01-05 02:30:00",
        "20240105 10:30:15, 2024-01-05 02:30:15",
        "1704422400, 2024-01-05 02:40:00",
        "1704422400.5, 2024-01-05 02:40:00.5",
        "1704010112345, 2023-12-31 08:08:32.345",
        "631152000, 1990-01-01 00:00:00",
        "631152000000, 1990-01-01 00:00:00",
        "631151999, ",
        "4102444800, ",
        "-1704422400, ",
        "0, ",
        "45296, ",
        "45296.4375, ",
    })
    void aNumberIsACountOfSecondsOnlyInYearsThatTouchesComeFrom(String text, @Nullable String utc) throws SQLException {
        assertThat(time(text, NUMBERS)).isEqualTo(utc);
    }

    /** A log says what it counts: stray times of other years stay what they are. */
    @Test
    void whereNoOtherPatternIsNamedAnyNumberIsACount() throws SQLException {
        assertThat(time("20240105", List.of("epoch_s"))).isEqualTo("1970-08-23 06:15:05");
        assertThat(time("-1704422400", List.of("epoch_s"))).isEqualTo("1915-12-28 21:20:00");
    }

    @Test
    void countsOfOtherPartsOfASecondAreNotMistaken() throws SQLException {
        List<String> counts = List.of("epoch_us", "epoch_ms", "epoch_s");

        assertThat(time("1704422400", counts)).isEqualTo("2024-01-05 02:40:00");
        assertThat(time("1704422400123", counts)).isEqualTo("2024-01-05 02:40:00.123");
        assertThat(time("1704422400123456", counts)).isEqualTo("2024-01-05 02:40:00.123456");
    }

    /** What a proposal takes for a number is what an import reads as one. */
    @ParameterizedTest
    @ValueSource(chars = {'.', ','})
    void javaAndSqlTakeTheSameForANumber(char decimal) throws SQLException {
        Random random = new Random(7);
        Set<String> texts = new TreeSet<>(ODD);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        Set<String> read = new TreeSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT v FROM (SELECT unnest(?::VARCHAR[]) AS v) WHERE %s IS NOT NULL"
                        .formatted(ParsedSql.number("v", decimal)))) {
            select.setArray(1, connection.createArrayOf("VARCHAR", texts.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    read.add(rows.getString(1));
                }
            }
        }

        assertThat(read).hasSizeGreaterThan(200).contains("USD$ 12");
        for (String text : texts) {
            assertThat(ParsedSql.isNumber(text, decimal)).as(text).isEqualTo(read.contains(text));
        }
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
