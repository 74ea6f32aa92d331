package io.tidebank.server.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.databind.JsonNode;

/**
 * What somebody would write by hand behind a bare collector to have its events in open files: ids that make a repeat known
 * in a set in memory, and every two seconds one sorted Parquet file by DuckDB. No Iceberg, no hashes of personal values, no
 * consumers, no stages; the set is lost with the process.
 */
final class BareLake implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(2);

    /** Events that may wait for the next file; more would fill the memory that senders and server share with it. */
    private static final int ROOM = 300_000;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<JsonNode> waiting = new LinkedBlockingQueue<>(ROOM);
    private final DuckDBConnection connection;
    private final Path folder;
    private final Thread writer;
    private volatile boolean closing;
    private int files;

    BareLake(Path folder) throws SQLException, IOException {
        this.folder = Files.createDirectories(folder);
        this.connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        execute("SET threads = 2");
        execute(
                "CREATE TABLE event (touch_id VARCHAR, received_at TIMESTAMP, name VARCHAR, user_id VARCHAR, item VARCHAR,"
                        + " category VARCHAR, price DECIMAL(18, 4), properties VARCHAR, context VARCHAR)");
        this.writer = Thread.ofPlatform().daemon().name("bare lake").start(this::run);
    }

    /** Keeps the events of a body that were not seen before. */
    void take(JsonNode body) {
        JsonNode batch = body.get("batch");
        for (JsonNode event : batch == null ? List.of(body) : batch) {
            if (seen.add(event.path("messageId").asString())) {
                keep(event);
            }
        }
    }

    private void keep(JsonNode event) {
        try {
            waiting.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                pause();
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("The hand-written lake cannot write", e);
        }
    }

    /** Waits for its pace, or for less where there is no room left. */
    private void pause() throws InterruptedException {
        long until = System.nanoTime() + PACE.toNanos();
        while (System.nanoTime() - until < 0 && waiting.remainingCapacity() > 0) {
            Thread.sleep(10);
        }
    }

    private void write() throws SQLException {
        List<JsonNode> events = new ArrayList<>();
        waiting.drainTo(events);
        if (events.isEmpty()) {
            return;
        }
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        try (DuckDBAppender rows = connection.createAppender("event")) {
            for (JsonNode event : events) {
                JsonNode properties = event.path("properties");
                rows.beginRow();
                rows.append(event.path("messageId").asString());
                rows.append(now);
                rows.append(event.path("event").asString());
                rows.append(event.path("userId").asString());
                rows.append(properties.path("product_id").asString());
                rows.append(properties.path("category").asString());
                rows.append(properties.path("price").decimalValue().setScale(4));
                rows.append(properties.toString());
                rows.append(event.path("context").toString());
                rows.endRow();
            }
        }
        execute("COPY (FROM event ORDER BY received_at, name, touch_id) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                .formatted(folder.resolve(++files + ".parquet")));
        execute("DELETE FROM event");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        closing = true;
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
