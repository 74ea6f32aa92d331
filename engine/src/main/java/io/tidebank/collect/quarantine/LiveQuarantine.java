package io.tidebank.collect.quarantine;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bad events of a brand's live sources within the quarantine: how many there are, and no more than is allowed. The
 * database itself counts them as they come and go.
 */
public final class LiveQuarantine {

    private static final int DROPPED_AT_ONCE = 200;
    private static final double MILLIS = 1000;
    private static final String COUNTER = "INSERT INTO quarantine_tally VALUES (%1$s.brand, %2$s, %3$s, 0)"
            + " ON CONFLICT (brand) DO UPDATE SET kept = kept + %2$s, bytes = bytes + (%3$s);";

    /** Beside the quarantine's own. An arrival is told in seconds since 1970, with a fraction. */
    static final List<String> TABLES = List.of(
            """
            CREATE TABLE IF NOT EXISTS quarantine_tally (
                brand TEXT PRIMARY KEY, kept INTEGER NOT NULL, bytes INTEGER NOT NULL, dropped INTEGER NOT NULL)""",
            """
            CREATE TABLE IF NOT EXISTS quarantine_arrival (
                row INTEGER PRIMARY KEY, brand TEXT NOT NULL, bytes INTEGER NOT NULL, at INTEGER NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS quarantine_arrival_at ON quarantine_arrival (brand, at, row)",
            "CREATE TRIGGER IF NOT EXISTS quarantine_live_comes AFTER INSERT ON quarantine WHEN NEW.import_id = 'live'"
                    + " BEGIN INSERT OR REPLACE INTO quarantine_arrival"
                    + " VALUES (NEW.id, NEW.brand, length(NEW.raw), unixepoch()); "
                    + COUNTER.formatted("NEW", "1", "length(NEW.raw)") + " END",
            "CREATE TRIGGER IF NOT EXISTS quarantine_live_goes AFTER DELETE ON quarantine WHEN OLD.import_id = 'live'"
                    + " BEGIN DELETE FROM quarantine_arrival WHERE row = OLD.id; "
                    + COUNTER.formatted("OLD", "-1", "-length(OLD.raw)") + " END",
            "CREATE TRIGGER IF NOT EXISTS quarantine_live_changes AFTER UPDATE OF raw ON quarantine"
                    + " WHEN NEW.import_id = 'live' BEGIN UPDATE quarantine_arrival SET bytes = length(NEW.raw)"
                    + " WHERE row = NEW.id; "
                    + COUNTER.formatted("NEW", "0", "length(NEW.raw) - length(OLD.raw)") + " END");

    private final HomeTables tables;
    private final String brand;
    private final RowLock lock;

    /** @param quarantine the brand's, whose tables are there */
    public LiveQuarantine(Path home, Quarantine quarantine, String brand, RowLock lock) {
        this.tables = new HomeTables(home, List.of(), quarantine.failure());
        this.brand = brand;
        this.lock = lock;
        tables.work(this::countOlder);
    }

    /**
     * How things stand.
     *
     * @param rows bad events that are kept
     * @param bytes of their locked text
     * @param dropped rows that were dropped for their age or for want of room, ever since
     */
    public record Standing(long rows, long bytes, long dropped) {}

    /**
     * A bad event.
     *
     * @param id its number in the quarantine
     * @param source by which it came
     * @param raw its text as it came, or as corrected
     * @param name what it is called where it has no name of its own: the same however often its batch is put aside
     * @param at when it came
     */
    public record Row(long id, String source, String raw, String name, Instant at) {}

    /** Notes when the rows came that were put aside last, which are numbered in turn. */
    static void arrived(Connection connection, List<Instant> at) throws SQLException {
        String sql = "UPDATE quarantine_arrival SET at = ? WHERE row = last_insert_rowid() - ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < at.size(); i++) {
                update.setDouble(1, at.get(i).toEpochMilli() / MILLIS);
                update.setInt(2, at.size() - 1 - i);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static Instant arrival(ResultSet found) throws SQLException {
        return Instant.ofEpochMilli(Math.round(found.getDouble("at") * MILLIS));
    }

    /** Rows that were there before anybody counted them. */
    private boolean countOlder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO quarantine_arrival SELECT id, brand, length(raw), unixepoch() FROM quarantine"
                            + " WHERE import_id = 'live' AND id NOT IN (SELECT row FROM quarantine_arrival)");
            statement.execute(
                    "INSERT INTO quarantine_tally SELECT brand, count(*), sum(bytes), 0 FROM quarantine_arrival"
                            + " WHERE brand NOT IN (SELECT brand FROM quarantine_tally) GROUP BY brand");
        }
        return true;
    }

    public Standing standing() {
        return tables.work(this::standing);
    }

    private Standing standing(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM quarantine_tally WHERE brand = ?")) {
            HomeTables.bind(select, brand);
            try (ResultSet found = select.executeQuery()) {
                return found.next()
                        ? new Standing(found.getLong("kept"), found.getLong("bytes"), found.getLong("dropped"))
                        : new Standing(0, 0, 0);
            }
        }
    }

    /** Drops the oldest rows until the rest is within the bounds, and counts them. */
    public void keepWithin(LiveBounds bounds, Instant now) {
        long oldest = now.minus(bounds.age()).getEpochSecond();
        tables.work(connection -> {
            long dropped = drop(connection, "at < " + oldest, "");
            long more = 1;
            // None is left where the tally says more than there is.
            while (more > 0 && standing(connection).bytes() > bounds.bytes()) {
                more = drop(connection, "TRUE", " LIMIT " + DROPPED_AT_ONCE);
                dropped += more;
            }
            return dropped > 0 && count(connection, dropped);
        });
    }

    private long drop(Connection connection, String which, String most) throws SQLException {
        String sql = "DELETE FROM quarantine WHERE id IN (SELECT row FROM quarantine_arrival WHERE brand = ? AND %s"
                        .formatted(which)
                + " ORDER BY at, row%s)".formatted(most);
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            HomeTables.bind(delete, brand);
            return delete.executeUpdate();
        }
    }

    private boolean count(Connection connection, long dropped) throws SQLException {
        String sql = "UPDATE quarantine_tally SET dropped = dropped + ? WHERE brand = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, dropped);
            update.setString(2, brand);
            return update.executeUpdate() > 0;
        }
    }

    /** When rows came, by their numbers. */
    public Map<Long, Instant> arrivals(List<Long> ids) {
        return tables.work(connection -> {
            String sql = "SELECT row, at FROM quarantine_arrival WHERE brand = ? AND row IN (%s)"
                    .formatted(ids.stream().map(String::valueOf).collect(joining(", ")));
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(select, brand);
                Map<Long, Instant> arrivals = new HashMap<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        arrivals.put(found.getLong("row"), arrival(found));
                    }
                }
                return arrivals;
            }
        });
    }

    /** Some rows with greater numbers than this one, in order. */
    public List<Row> after(long id, int most) {
        return tables.work(connection -> {
            String sql = "SELECT id, file, hash, ordinal, quarantine.raw AS raw, at FROM quarantine"
                    + " JOIN quarantine_arrival ON row = id"
                    + " WHERE quarantine.brand = ? AND import_id = 'live' AND id > ? ORDER BY id LIMIT ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, brand);
                select.setLong(2, id);
                select.setInt(3, most);
                List<Row> rows = new ArrayList<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        rows.add(new Row(
                                found.getLong("id"),
                                found.getString("file"),
                                lock.unlock(found.getBytes("raw"), Quarantine.LIVE),
                                name(found),
                                arrival(found)));
                    }
                }
                return rows;
            }
        });
    }

    private static String name(ResultSet found) throws SQLException {
        long number = found.getLong("ordinal");
        return number < 0
                ? "quarantine/%d/%d".formatted(found.getLong("id"), found.getLong("at"))
                : "quarantine/%s/%d".formatted(found.getString("hash"), number);
    }
}
