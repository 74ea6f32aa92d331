package io.tidebank.collect.source;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The sources of a home and the hashes of their keys, in the application tables. */
final class SourceStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS source (
                brand TEXT NOT NULL, name TEXT NOT NULL, enabled INTEGER NOT NULL, allowed TEXT NOT NULL,
                default_kind TEXT, created_at TEXT NOT NULL, PRIMARY KEY (brand, name))""", """
            CREATE TABLE IF NOT EXISTS source_key (
                key_hash TEXT PRIMARY KEY, brand TEXT NOT NULL, source TEXT NOT NULL, valid_until TEXT)""");

    private final HomeTables tables;

    SourceStore(Path home) {
        this.tables = new HomeTables(
                home, TABLES, new HomeTables.Failure(SourceError.SOURCE_STORE_FAILED, "Sources cannot be kept"));
    }

    List<Source> sources() {
        return tables.work(connection -> {
            List<Source> sources = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet found = select.executeQuery("SELECT * FROM source ORDER BY brand, name")) {
                while (found.next()) {
                    sources.add(new Source(
                            found.getString("brand"),
                            found.getString("name"),
                            found.getBoolean("enabled"),
                            Set.of(JSON.readValue(found.getString("allowed"), String[].class)),
                            found.getString("default_kind"),
                            Instant.parse(found.getString("created_at"))));
                }
            }
            return sources;
        });
    }

    List<HashedKey> keys() {
        return tables.work(connection -> {
            List<HashedKey> keys = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet found = select.executeQuery("SELECT * FROM source_key")) {
                while (found.next()) {
                    String until = found.getString("valid_until");
                    keys.add(new HashedKey(
                            found.getString("key_hash"),
                            found.getString("brand"),
                            found.getString("source"),
                            until == null ? null : Instant.parse(until)));
                }
            }
            return keys;
        });
    }

    /** Keeps a source as it is now. */
    void save(Source source) {
        tables.work(connection -> save(connection, source));
    }

    /** Keeps a source and a key of its, both or none. */
    void add(Source source, HashedKey key) {
        tables.work(connection -> save(connection, source) && add(connection, key));
    }

    /** Ends the keys of a source that last longer, drops those that have ended, and adds one. */
    void replace(HashedKey fresh, Instant oldValidUntil, Instant now) {
        tables.work(connection -> {
            String end = "UPDATE source_key SET valid_until = ? WHERE brand = ? AND source = ?"
                    + " AND (valid_until IS NULL OR valid_until > ?)";
            try (PreparedStatement update = connection.prepareStatement(end)) {
                HomeTables.bind(
                        update, oldValidUntil.toString(), fresh.brand(), fresh.source(), oldValidUntil.toString());
                update.executeUpdate();
            }
            String drop = "DELETE FROM source_key WHERE brand = ? AND source = ? AND valid_until <= ?";
            try (PreparedStatement delete = connection.prepareStatement(drop)) {
                HomeTables.bind(delete, fresh.brand(), fresh.source(), now.toString());
                delete.executeUpdate();
            }
            return add(connection, fresh);
        });
    }

    private static boolean save(Connection connection, Source source) throws SQLException {
        String sql = "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            HomeTables.bind(insert, source.brand(), source.name());
            insert.setBoolean(3, source.enabled());
            insert.setString(4, JSON.writeValueAsString(source.allowedInOrder()));
            insert.setString(5, source.defaultKind());
            insert.setString(6, source.createdAt().toString());
            insert.executeUpdate();
        }
        return true;
    }

    private static boolean add(Connection connection, HashedKey key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO source_key VALUES (?, ?, ?, ?)")) {
            HomeTables.bind(insert, key.hash(), key.brand(), key.source());
            insert.setString(
                    4, key.validUntil() == null ? null : key.validUntil().toString());
            insert.executeUpdate();
        }
        return true;
    }
}
