package io.tidebank.collect.feed;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;

/** Which feeds somebody told to stand still; a restart does not change that. */
final class PausedFeeds {

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS feed_paused (brand TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (brand, name))";

    private final HomeTables tables;
    private final String brand;

    PausedFeeds(Path home, String brand) {
        this.tables = new HomeTables(
                home,
                List.of(TABLE),
                new HomeTables.Failure(FeedError.FEED_FAILED, "What feeds stand still cannot be kept"));
        this.brand = brand;
    }

    boolean contains(String name) {
        return tables.work(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM feed_paused WHERE brand = ? AND name = ?")) {
                HomeTables.bind(select, brand, name);
                return select.executeQuery().next();
            }
        });
    }

    void add(String name) {
        change("INSERT OR IGNORE INTO feed_paused VALUES (?, ?)", name);
    }

    void remove(String name) {
        change("DELETE FROM feed_paused WHERE brand = ? AND name = ?", name);
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
