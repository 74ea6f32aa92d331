package io.tidebank.spark;

import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A program of its own that appends imports to a lake. Half way it says so, and goes on when somebody writes it a line. */
final class LakeWriter {

    static final int IMPORTS = 16;
    static final int TOUCHES = 500;

    private LakeWriter() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Path home = Path.of(arguments[0]);
        EngineSettings settings = new EngineSettings(1L << 30, 2, home.resolve("scratch"));
        try (Lake lake = Lake.open(home, settings);
                DuckDb duckDb = DuckDb.inMemory(settings);
                Connection connection = duckDb.connect()) {
            TouchTable touches = lake.touches("acme");
            for (int i = 0; i < IMPORTS; i++) {
                if (i == IMPORTS / 2) {
                    System.out.println("half");
                    System.in.read();
                }
                touches.append(touches.stage(connection, touches(i)), Map.of("tidebank.import-id", "i" + i));
            }
        }
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
