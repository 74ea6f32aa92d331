package io.tidebank.access;

import io.tidebank.collect.table.HomeTables;
import io.tidebank.error.TidebankException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Who changed what, when, and with what outcome. It only grows. */
public final class ChangeLog {

    private static final int LONGEST_SUBJECT = 200;

    private final HomeTables tables;
    private final Clock clock;

    ChangeLog(HomeTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** Writes down a change that is made; the subject is a name, never a secret and nothing of a consumer's. */
    public void add(Caller by, ChangeKind what, String brand, String subject) {
        add(by, what, brand, subject, "done");
    }

    /** Writes down that work which takes long begins: whatever becomes of it, this line stays. */
    public Deed begin(Caller by, ChangeKind what, String brand, String subject) {
        add(by, what, brand, subject, "begun");
        return outcome -> add(by, what, brand, subject, outcome);
    }

    /** Does work, with a line before it and one after it. */
    public <T> T during(Caller by, ChangeKind what, String brand, String subject, Supplier<T> work) {
        Deed deed = begin(by, what, brand, subject);
        T result;
        try {
            result = work.get();
        } catch (TidebankException e) {
            deed.failed(e.code().name());
            throw e;
        } catch (RuntimeException e) {
            deed.failed(e.getClass().getSimpleName());
            throw e;
        }
        deed.done();
        return result;
    }

    /** Work that has begun; to be told once how it ended. */
    @FunctionalInterface
    public interface Deed {

        void ended(String outcome);

        default void done() {
            ended("done");
        }

        default void cancelled() {
            ended("cancelled");
        }

        /** @param why a code, and nothing of what was worked on */
        default void failed(String why) {
            ended("failed: " + why);
        }
    }

    private void add(Caller by, ChangeKind what, String brand, String subject, String outcome) {
        tables.work(connection -> {
            String sql = "INSERT INTO access_change (at, who, what, brand, subject, outcome) VALUES (?, ?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setLong(1, clock.millis());
                insert.setString(2, by.name());
                insert.setString(3, what.text());
                insert.setString(4, brand);
                insert.setString(5, subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())));
                insert.setString(6, outcome);
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
                                row.getString("subject"),
                                row.getString("outcome")));
                    }
                }
            }
            return changes;
        });
    }
}
