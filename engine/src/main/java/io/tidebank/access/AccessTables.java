package io.tidebank.access;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The application tables of this package. Moments are milliseconds since 1970, so that they compare. */
final class AccessTables {

    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS access_token (
                id TEXT PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL, brands TEXT NOT NULL,
                created_at INTEGER NOT NULL, expires_at INTEGER, last_used_at INTEGER, revoked_at INTEGER)""", """
            CREATE TABLE IF NOT EXISTS access_owner (
                name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, joined_at INTEGER)""", """
            CREATE TABLE IF NOT EXISTS access_link (
                hash TEXT PRIMARY KEY, owner TEXT NOT NULL, expires_at INTEGER NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS access_session (
                hash TEXT PRIMARY KEY, owner TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS access_change (
                number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
                brand TEXT NOT NULL, subject TEXT NOT NULL, outcome TEXT NOT NULL DEFAULT 'done')""");

    private AccessTables() {}

    static HomeTables open(Path home) {
        HomeTables tables = new HomeTables(
                home, TABLES, new HomeTables.Failure(AccessError.ACCESS_STORE_FAILED, "Access cannot be kept"));
        // Homes made before outcomes were kept have no column for them.
        tables.add("access_change", "outcome", "TEXT NOT NULL DEFAULT 'done'");
        return tables;
    }

    static void bind(PreparedStatement statement, int position, @Nullable Instant at) throws SQLException {
        if (at == null) {
            statement.setNull(position, Types.INTEGER);
        } else {
            statement.setLong(position, at.toEpochMilli());
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : instant(row, column);
    }
}
