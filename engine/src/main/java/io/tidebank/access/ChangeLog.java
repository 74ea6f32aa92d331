package io.tidebank.access;

import io.tidebank.collect.table.HomeTables;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Who changed what, and when. It only grows. */
public final class ChangeLog {

    private static final int LONGEST_SUBJECT = 200;

    private final HomeTables tables;
    private final Clock clock;

    ChangeLog(HomeTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** Writes down a change; the subject is a name, never a secret and nothing of a consumer's. */
    public void add(Caller by, String what, String brand, String subject) {
        tables.work(connection -> {
            String sql = "INSERT INTO access_change (at, who, what, brand, subject) VALUES (?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setLong(1, clock.millis());
                insert.setString(2, by.name());
                insert.setString(3, what);
                insert.setString(4, brand);
                insert.setString(5, subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())));
                return insert.executeUpdate();
            }
        });
    }

    /** The latest changes, the latest first. */
    public List<Change> latest(int most) {
        return tables.work(connection -> {
            List<Change> changes = new ArrayList<>();
            String sql = "SELECT * FROM access_change ORDER BY number DESC LIMIT ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setInt(1, most);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        changes.add(new Change(
                                AccessTables.instant(row, "at"),
                                row.getString("who"),
                                row.getString("what"),
                                row.getString("brand"),
                                row.getString("subject")));
                    }
                }
            }
            return changes;
        });
    }
}
