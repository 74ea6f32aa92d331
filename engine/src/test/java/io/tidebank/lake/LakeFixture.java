package io.tidebank.lake;

import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A lake in a passing folder, a DuckDB beside it, and short ways to write and read touches. */
final class LakeFixture implements AutoCloseable {

    static final List<String> ALL_COLUMNS =
            TouchColumns.ALL.stream().map(TouchColumn::name).toList();

    final Lake lake;
    final TouchTable touches;
    final Connection connection;
    private final DuckDb duckDb;

    LakeFixture(Path home) {
        EngineSettings settings = new EngineSettings(1L << 30, 2, home.resolve("scratch"));
        lake = Lake.open(home, settings);
        touches = lake.touches("acme");
        duckDb = DuckDb.inMemory(settings);
        connection = duckDb.connect();
    }

    /** SELECT of n touches of one import that lie evenly over days, beginning with the first of January 2025. */
    static String touches(String importId, int n, int days) {
        return """
                SELECT
                    '%1$s-' || i AS touch_id,
                    '%1$s' AS import_id,
                    'test' AS source,
                    TIMESTAMPTZ '2025-01-01 00:00:00+00' + to_microseconds((hash(i) %% (%3$d * 86400000000))::BIGINT)
                        AS occurred_at,
                    TIMESTAMPTZ '2025-06-01 00:00:00+00' AS received_at,
                    ['view', 'order', 'pay', 'view'][1 + i %% 4] AS kind,
                    [{'type': 'user', 'value': (i %% 50)::VARCHAR}] AS ids,
                    'user:' || (i %% 50) AS primary_id,
                    (i * 1.25)::DECIMAL(18,4) AS amount
                FROM range(%2$d) AS numbers(i)
                """.formatted(importId, n, days);
    }

    /** Stages and appends the touches of a SELECT as one import. */
    long append(String importId, String select) {
        return touches.append(touches.stage(connection, select), Map.of("tidebank.import-id", importId));
    }

    /** Everything in the current snapshot, read in file order. */
    List<List<String>> rows(String... columns) {
        return rows(touches.files(touches.snapshot()), columns);
    }

    List<List<String>> rows(List<TouchFile> files, String... columns) {
        return query(touches.scan(files, List.of(columns)));
    }

    List<List<String>> query(String sql) {
        List<List<String>> answer = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getObject(i)));
                }
                answer.add(row);
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return answer;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        duckDb.close();
        lake.close();
    }
}
