package io.tidebank.collect.webhook;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The webhooks of a home in the application tables, their secrets locked. */
final class WebhookStore {

    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS source_webhook (
                brand TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL,
                topic_header TEXT, id_header TEXT, signature_header TEXT, algorithm TEXT, encoding TEXT, prefix TEXT,
                timestamp_header TEXT, tolerance_seconds INTEGER, secret BLOB NOT NULL, PRIMARY KEY (brand, source))""");

    private final HomeTables tables;

    WebhookStore(Path home) {
        this.tables = new HomeTables(home, TABLES, Webhooks.failure());
    }

    /** A webhook as it is kept. */
    record Row(String brand, String source, WebhookSettings settings, byte[] locked) {}

    List<Row> rows() {
        return tables.work(connection -> {
            List<Row> rows = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet found = select.executeQuery("SELECT * FROM source_webhook")) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getString("brand"),
                            found.getString("source"),
                            settings(found),
                            found.getBytes("secret")));
                }
            }
            return rows;
        });
    }

    private static WebhookSettings settings(ResultSet found) throws SQLException {
        return new WebhookSettings(
                WebhookKind.valueOf(found.getString("kind").toUpperCase(Locale.ROOT)),
                found.getString("shape"),
                signing(found),
                found.getString("topic_header"),
                found.getString("id_header"));
    }

    private static @Nullable Signing signing(ResultSet found) throws SQLException {
        String header = found.getString("signature_header");
        return header == null
                ? null
                : new Signing(
                        header,
                        found.getString("algorithm"),
                        found.getString("encoding"),
                        found.getString("prefix"),
                        found.getString("timestamp_header"),
                        Duration.ofSeconds(found.getLong("tolerance_seconds")));
    }

    void save(Row row) {
        tables.work(connection -> {
            String sql = "INSERT OR REPLACE INTO source_webhook VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                WebhookSettings settings = row.settings();
                insert.setString(1, row.brand());
                insert.setString(2, row.source());
                insert.setString(3, settings.kind().name().toLowerCase(Locale.ROOT));
                insert.setString(4, settings.shape());
                insert.setString(5, settings.topicHeader());
                insert.setString(6, settings.idHeader());
                bind(insert, settings.signing());
                insert.setBytes(13, row.locked());
                return insert.executeUpdate();
            }
        });
    }

    private static void bind(PreparedStatement insert, @Nullable Signing signing) throws SQLException {
        insert.setString(7, signing == null ? null : signing.header());
        insert.setString(8, signing == null ? null : signing.algorithm());
        insert.setString(9, signing == null ? null : signing.encoding());
        insert.setString(10, signing == null ? null : signing.prefix());
        insert.setString(11, signing == null ? null : signing.timestampHeader());
        insert.setLong(12, signing == null ? 0 : signing.tolerance().toSeconds());
    }
}
