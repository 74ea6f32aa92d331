package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real file: no header, Unix seconds, a few stray times. */
class TaobaoTest {

    @TempDir
    Path folder;

    @Test
    void everyRowBecomesItsTouchesAndPurchasesAreOrdersAndPayments() throws SQLException {
        Path file = RealData.file("taobao_userbehavior/UserBehavior_615_users.csv.gz");
        try (TestHome home = new TestHome(folder)) {
            ImportReport report = home.run(file);

            assertThat(report.mapping()).isEqualTo("taobao-behaviour");
            assertThat(report.rows()).isEqualTo(65_548);
            assertThat(report.quarantined()).isZero();
            assertThat(home.ask("SELECT name, kind, count(*), min(epoch(occurred_at))::BIGINT,"
                            + " max(epoch(occurred_at))::BIGINT FROM touch GROUP BY name, kind ORDER BY name, kind"))
                    .isEqualTo(raw(file));
            assertThat(home.ask("SELECT count(DISTINCT primary_id) FROM touch")).containsExactly("615");
            assertThat(home.ask("SELECT count(*) FROM touch AS o JOIN touch AS p ON o.order_id = p.order_id"
                            + " AND o.occurred_at = p.occurred_at AND o.primary_id = p.primary_id"
                            + " WHERE o.kind = 'order' AND p.kind = 'pay' AND p.item IS NULL AND p.amount IS NULL"))
                    .isEqualTo(home.ask("SELECT count(*) FROM touch WHERE kind = 'pay'"));
        }
    }

    /** The same counts, straight from the file. */
    private List<String> raw(Path file) throws SQLException {
        String sql = """
                SELECT b, k, count(*), min(t), max(t) FROM (
                    SELECT b, t, unnest(CASE b WHEN 'pv' THEN ['view'] WHEN 'fav' THEN ['favourite']
                        WHEN 'cart' THEN ['cart'] ELSE ['order', 'pay'] END) AS k
                    FROM read_csv('%s', header = false, names = ['u', 'i', 'c', 'b', 't']))
                GROUP BY b, k ORDER BY b, k""".formatted(file);
        try (DuckDb duckDb = DuckDb.inMemory(new EngineSettings(1L << 30, 2, folder));
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add("%s|%s|%s|%s|%s"
                        .formatted(
                                found.getString(1),
                                found.getString(2),
                                found.getString(3),
                                found.getString(4),
                                found.getString(5)));
            }
            return rows;
        }
    }
}
