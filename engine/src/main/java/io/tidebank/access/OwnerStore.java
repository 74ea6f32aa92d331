package io.tidebank.access;

import static io.tidebank.access.AccessTables.bind;
import static io.tidebank.access.AccessTables.instant;
import static io.tidebank.access.AccessTables.instantOrNull;

import io.tidebank.collect.table.HomeTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Owners, their unused links and their sessions, in the application tables. */
final class OwnerStore {

    private final HomeTables tables;

    OwnerStore(HomeTables tables) {
        this.tables = tables;
    }

    /** A browser's session as it is kept; without an owner's name it is the machine's own user's. */
    record Session(String hash, String owner, Instant createdAt, Instant expiresAt) {}

    /** An owner as it is kept. */
    record Kept(String name, Instant createdAt, @Nullable Instant joinedAt) {}

    List<Kept> owners() {
        return tables.work(connection -> {
            List<Kept> owners = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT * FROM access_owner ORDER BY name")) {
                while (row.next()) {
                    owners.add(new Kept(
                            row.getString("name"), instant(row, "created_at"), instantOrNull(row, "joined_at")));
                }
            }
            return owners;
        });
    }

    List<Session> sessions() {
        return tables.work(connection -> {
            List<Session> sessions = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT * FROM access_session")) {
                while (row.next()) {
                    sessions.add(new Session(
                            row.getString("hash"),
                            row.getString("owner"),
                            instant(row, "created_at"),
                            instant(row, "expires_at")));
                }
            }
            return sessions;
        });
    }

    /** Keeps an owner who is not there yet. */
    void add(String owner, Instant now) {
        tables.work(connection -> run(
                connection, "INSERT OR IGNORE INTO access_owner (name, created_at) VALUES (?, ?)", now, owner, false));
    }

    /** Keeps a link, and forgets what has expired. */
    void addLink(String hash, String owner, Instant now, Instant expiresAt) {
        tables.work(connection -> {
            forget(connection, now);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO access_link VALUES (?, ?, ?)")) {
                HomeTables.bind(insert, hash, owner);
                bind(insert, 3, expiresAt);
                return insert.executeUpdate();
            }
        });
    }

    /** Whose link it is, which is gone by that: of many who ask at once one gets an answer. */
    Optional<String> takeLink(String hash, Instant now) {
        return tables.work(connection -> {
            String sql = "DELETE FROM access_link WHERE hash = ? AND expires_at > ? RETURNING owner";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                HomeTables.bind(delete, hash);
                bind(delete, 2, now);
                try (ResultSet row = delete.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Keeps a session; the owner has joined by that. */
    void addSession(Session session) {
        tables.work(connection -> {
            forget(connection, session.createdAt());
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO access_session VALUES (?, ?, ?, ?)")) {
                HomeTables.bind(insert, session.hash(), session.owner());
                bind(insert, 3, session.createdAt());
                bind(insert, 4, session.expiresAt());
                insert.executeUpdate();
            }
            return run(
                    connection,
                    "UPDATE access_owner SET joined_at = coalesce(joined_at, ?) WHERE name = ?",
                    session.createdAt(),
                    session.owner(),
                    true);
        });
    }

    void removeSession(String hash) {
        tables.work(connection -> delete(connection, "DELETE FROM access_session WHERE hash = ?", hash));
    }

    /** Forgets an owner with all links and sessions. */
    void remove(String owner) {
        tables.work(connection -> delete(connection, "DELETE FROM access_link WHERE owner = ?", owner)
                + delete(connection, "DELETE FROM access_session WHERE owner = ?", owner)
                + delete(connection, "DELETE FROM access_owner WHERE name = ?", owner));
    }

    private static void forget(Connection connection, Instant now) throws SQLException {
        for (String table : List.of("access_link", "access_session")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE expires_at <= ?")) {
                bind(delete, 1, now);
                delete.executeUpdate();
            }
        }
    }

    private static int delete(Connection connection, String sql, String key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            HomeTables.bind(delete, key);
            return delete.executeUpdate();
        }
    }

    private static int run(Connection connection, String sql, Instant at, String owner, boolean momentFirst)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, momentFirst ? 1 : 2, at);
            statement.setString(momentFirst ? 2 : 1, owner);
            return statement.executeUpdate();
        }
    }
}
