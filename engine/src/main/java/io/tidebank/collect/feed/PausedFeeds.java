package io.tidebank.collect.feed;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which feeds somebody told to stand still; a restart does not change that. */
final class PausedFeeds {

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS feed_paused (brand TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (brand, name))";

    private final HomeTables tables;
    private final String brand;

    /** As this process last wrote them: no other has the home. */
    private final Set<String> names;

    PausedFeeds(Path home, String brand) {
        this.tables = new HomeTables(
                home,
                List.of(TABLE),
                new HomeTables.Failure(FeedError.FEED_FAILED, "What feeds stand still cannot be kept"));
        this.brand = brand;
        this.names = load();
    }

    private Set<String> load() {
        return tables.work(connection -> {
            Set<String> names = ConcurrentHashMap.newKeySet();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT name FROM feed_paused WHERE brand = ?")) {
                HomeTables.bind(select, brand);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        names.add(found.getString(1));
                    }
                }
            }
            return names;
        });
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    void add(String name) {
        change("INSERT OR IGNORE INTO feed_paused VALUES (?, ?)", name);
        names.add(name);
    }

    void remove(String name) {
        change("DELETE FROM feed_paused WHERE brand = ? AND name = ?", name);
        names.remove(name);
    }

    private void change(String statement, String name) {
        tables.work(connection -> {
            try (PreparedStatement change = connection.prepareStatement(statement)) {
                HomeTables.bind(change, brand, name);
                return change.executeUpdate();
            }
        });
    }
}
