package io.tidebank.access;

import static io.tidebank.access.AccessTables.bind;
import static io.tidebank.access.AccessTables.instant;
import static io.tidebank.access.AccessTables.instantOrNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.tidebank.collect.table.HomeTables;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tokens and the hashes of their secrets, in the application tables. */
final class TokenStore {

    private final HomeTables tables;

    TokenStore(HomeTables tables) {
        this.tables = tables;
    }

    /** A token as it is kept. */
    record Kept(ApiToken token, String hash) {}

    List<Kept> all() {
        return tables.work(connection -> {
            List<Kept> tokens = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT * FROM access_token")) {
                while (row.next()) {
                    tokens.add(new Kept(token(row), row.getString("hash")));
                }
            }
            return tokens;
        });
    }

    /** Keeps a token as it is now. */
    void save(Kept kept) {
        ApiToken token = kept.token();
        tables.work(connection -> {
            String sql = "INSERT OR REPLACE INTO access_token VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                String scopes =
                        token.scopes().stream().map(Scope::label).sorted().collect(joining(","));
                String brands = token.brands().stream().sorted().collect(joining(","));
                HomeTables.bind(insert, token.id(), kept.hash(), token.name(), scopes, brands);
                bind(insert, 6, token.createdAt());
                bind(insert, 7, token.expiresAt());
                bind(insert, 8, token.lastUsedAt());
                bind(insert, 9, token.revokedAt());
                return insert.executeUpdate();
            }
        });
    }

    /** Notes when a token was last used, and nothing else of it. */
    void used(String id, Instant at) {
        tables.work(connection -> {
            String sql = "UPDATE access_token SET last_used_at = ? WHERE id = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                bind(update, 1, at);
                update.setString(2, id);
                return update.executeUpdate();
            }
        });
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getString("id"),
                row.getString("name"),
                words(row.getString("scopes")).map(Scope::of).collect(toSet()),
                words(row.getString("brands")).collect(toSet()),
                instant(row, "created_at"),
                instantOrNull(row, "expires_at"),
                instantOrNull(row, "last_used_at"),
                instantOrNull(row, "revoked_at"));
    }

    private static Stream<String> words(String text) {
        return text.isEmpty() ? Stream.empty() : Set.of(text.split(",", -1)).stream();
    }
}
