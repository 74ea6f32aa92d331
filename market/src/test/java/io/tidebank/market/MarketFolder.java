package io.tidebank.market;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A market as its reader sees it: views {@code row}, {@code touch} (clean, once each) and {@code person}. */
final class MarketFolder implements AutoCloseable {

    private final Path folder;
    private final DuckDb duckDb;

    MarketFolder(Path folder) {
        this.folder = folder;
        duckDb = DuckDb.inMemory(
                new EngineSettings(1L << 30, 2, folder.resolve("..").resolve("scratch")));
        duckDb.execute(
                "CREATE VIEW row AS SELECT * FROM read_parquet(%s, filename = true, file_row_number = true)"
                        .formatted(DuckDb.literal(
                                folder.resolve("touches").resolve("*.parquet").toString())),
                """
                CREATE TABLE touch AS
                SELECT row.*, timezone('Asia/Shanghai', occurred_at) AS local
                FROM row SEMI JOIN (SELECT touch_id, min(received_at) AS received_at FROM row GROUP BY touch_id) AS first
                    USING (touch_id, received_at)
                WHERE touch_id <> '' AND kind <> 'page_teleport' AND occurred_at < TIMESTAMPTZ '2026-07-01 00:00:00+08'
                  AND NOT (kind = 'refund' AND amount < 0)
                """);
    }

    MarketFolder withPeople() {
        duckDb.execute("CREATE VIEW person AS SELECT * FROM read_parquet(%s)"
                .formatted(DuckDb.literal(folder.resolve("people.parquet").toString())));
        return this;
    }

    JsonNode truth() {
        return JsonMapper.shared().readTree(folder.resolve("truth.json"));
    }

    /** One value as text. */
    String one(String sql) {
        return all(sql).getFirst();
    }

    long count(String sql) {
        return Long.parseLong(one(sql));
    }

    double number(String sql) {
        return Double.parseDouble(one(sql));
    }

    /** The first column as texts. */
    List<String> all(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return values;
    }

    @Override
    public void close() {
        duckDb.close();
    }
}
