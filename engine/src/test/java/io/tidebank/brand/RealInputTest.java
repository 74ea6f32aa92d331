package io.tidebank.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.asset.AssetSettings;
import io.tidebank.asset.Horizon;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.RealData;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop on real files, against queries over the raw files that know nothing of folds and intervals. */
class RealInputTest {

    @TempDir
    Path folder;

    @Test
    void onlineRetailGivesThePublishedFiguresAndTheStagesOfAPlainQuery() throws SQLException {
        Path file = RealData.file("online_retail/online_retail.csv.gz");
        try (Tidebank tidebank = home("online-retail", "Europe/London", "GBP", file)) {
            Brand brand = tidebank.brand(null);
            assertThat(brand.sql("SELECT sum(net) FROM sales_day").rows())
                    .containsExactly(List.of(new BigDecimal("9747747.9340")));
            assertThat(brand.sql("SELECT sum(orders)::BIGINT FROM sales_day").rows())
                    .containsExactly(List.of(25_900L - 3_836L));
            assertThat(brand.sql("SELECT count(DISTINCT touch_id) FROM touch WHERE kind IN ('order', 'refund')")
                            .rows())
                    .containsExactly(List.of(541_909L));
            assertThat(brand.info().consumers()).isEqualTo(4_372);

            List<Long> byDays = row("""
                    WITH days AS (
                        SELECT CustomerID, count(DISTINCT InvoiceDate::TIMESTAMP::DATE) AS days
                        FROM read_csv(%s, all_varchar = true)
                        WHERE CustomerID <> '' AND InvoiceNo NOT LIKE 'C%%'
                        GROUP BY CustomerID
                    )
                    SELECT count(*) FILTER (WHERE days = 1), count(*) FILTER (WHERE days >= 2) FROM days
                    """.formatted(DuckDb.literal(file.toString())));
            assertThat(byDays).containsExactly(1_549L, 2_790L);
            assertThat(stages(brand, LocalDate.of(2011, 12, 9))).containsExactly(0L, 0L, 1_549L, 2_790L, 33L);
            assetAddsUp(brand);
        }
    }

    private static void assetAddsUp(Brand brand) {
        AssetSettings year = new AssetSettings("aipl", Horizon.YEAR, 0);
        LocalDate from = LocalDate.of(2011, 9, 30);
        LocalDate to = LocalDate.of(2011, 12, 9);
        BigDecimal parts = brand.assetChange(from, to, year).rows().stream()
                .map(row -> (BigDecimal) row.get(1))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(parts)
                .isEqualByComparingTo(brand.asset(to, year)
                        .value()
                        .subtract(brand.asset(from, year).value()));
    }

    @Test
    void taobaoStandsOnEachDayWhereABruteForceQueryPutsIt() throws SQLException {
        Path file = RealData.file("taobao_userbehavior/UserBehavior_615_users.csv.gz");
        try (Tidebank tidebank = home("taobao-behaviour", "Asia/Shanghai", "CNY", file)) {
            Brand brand = tidebank.brand(null);
            for (LocalDate day = LocalDate.of(2017, 11, 25);
                    !day.isAfter(LocalDate.of(2017, 12, 3));
                    day = day.plusDays(1)) {
                assertThat(stages(brand, day).subList(0, 4))
                        .as("end of %s", day)
                        .isEqualTo(bruteForce(file, day));
            }
        }
    }

    /** A, I, P, L at the end of one day, straight from the raw rows. */
    private static List<Long> bruteForce(Path file, LocalDate day) throws SQLException {
        long end = day.plusDays(1).atStartOfDay(ZoneId.of("Asia/Shanghai")).toEpochSecond();
        return row("""
                WITH raw AS (
                    SELECT user, behaviour, time, (time + 8 * 3600) // 86400 AS day
                    FROM read_csv(%s, header = false,
                        columns = {user: 'BIGINT', item: 'BIGINT', category: 'BIGINT', behaviour: 'VARCHAR', time: 'BIGINT'})
                    WHERE time < %2$d
                ),
                facts AS (
                    SELECT
                        user,
                        count(DISTINCT day) FILTER (WHERE behaviour = 'buy' AND time >= %2$d - 540 * 86400) >= 2 AS l,
                        bool_or(behaviour = 'buy' AND time >= %2$d - 910 * 86400) AS p,
                        bool_or(behaviour IN ('fav', 'cart', 'buy') AND time >= %2$d - 15 * 86400)
                            OR count(DISTINCT day) FILTER (WHERE behaviour = 'pv' AND time >= %2$d - 15 * 86400) >= 2 AS i,
                        bool_or(behaviour = 'pv' AND time >= %2$d - 15 * 86400) AS a
                    FROM raw
                    GROUP BY user
                )
                SELECT
                    count(*) FILTER (WHERE a AND NOT i AND NOT p AND NOT l),
                    count(*) FILTER (WHERE i AND NOT p AND NOT l),
                    count(*) FILTER (WHERE p AND NOT l),
                    count(*) FILTER (WHERE l)
                FROM facts
                """.formatted(DuckDb.literal(file.toString()), end));
    }

    private Tidebank home(String preset, String zone, String currency, Path file) {
        TestHome home = new TestHome(folder.resolve(preset), ZoneId.of(zone), Currency.getInstance(currency));
        Tidebank tidebank = Tidebank.open(home.path);
        Brand brand = tidebank.brand(null);
        brand.importer().run(ImportRequest.of(preset, file), Progress.NONE);
        brand.refresh(Progress.NONE);
        return tidebank;
    }

    private static List<Long> stages(Brand brand, LocalDate day) {
        return brand.stages(day, "aipl").rows().stream()
                .map(row -> (Long) row.get(2))
                .toList();
    }

    private static List<Long> row(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            List<Long> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(rows.getLong(i));
            }
            return row;
        }
    }
}
