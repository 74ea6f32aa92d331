package io.tidebank.collect.quarantine;

import io.tidebank.collect.table.HomeTables;
import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bad rows of one brand, in the home's application tables, their raw text locked. */
public final class Quarantine {

    /** The import that bad events of live sources are kept under; their batch stands where a file's hash does. */
    public static final String LIVE = "live";

    private static final String TABLES = RowTable.TABLE + """
            CREATE TABLE IF NOT EXISTS quarantine_file (
                brand TEXT NOT NULL, import_id TEXT NOT NULL, file TEXT NOT NULL, hash TEXT NOT NULL,
                input TEXT NOT NULL, json INTEGER NOT NULL, delimiter TEXT NOT NULL, names TEXT NOT NULL,
                PRIMARY KEY (brand, import_id, file, hash));
            """ + Repairs.TABLE;

    /** Between the names in {@code quarantine_file.names}: the unit separator, which no name holds. */
    private static final String SEPARATOR = "\u001f";

    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final HomeTables tables;
    private final String brand;
    private final RowLock lock;
    private final Repairs repairs;

    public Quarantine(Path home, String brand, RowLock lock) {
        this.tables = new HomeTables(home, tables(), failure());
        this.brand = brand;
        this.lock = lock;
        this.repairs = new Repairs(brand, lock);
        tables.once(RowTable::isOfNow, RowTable::renew);
        tables.add("quarantine_repair", Repairs.AGE, "INTEGER NOT NULL DEFAULT 0");
        tables.work(repairs::begin);
    }

    private static List<String> tables() {
        return Stream.concat(Stream.of(TABLES.split(";\\s*\\n")), LiveQuarantine.TABLES.stream())
                .toList();
    }

    HomeTables.Failure failure() {
        return new HomeTables.Failure(QuarantineError.QUARANTINE_FAILED, "The quarantine failed");
    }

    /**
     * Puts rows of one file of an import and what is known of it aside, all or none of those that are given at once; those that
     * were repaired in an earlier import of the same content with their text of then.
     *
     * @return how many those are
     */
    public long add(String importId, BadFile file, List<BadRow> rows) {
        return tables.work(connection -> {
            repairs.age(connection);
            List<BadRow> known = repairs.applied(connection, file.hash(), rows);
            addFile(connection, importId, file);
            insert(connection, importId, known);
            return known.stream().filter(BadRow::repaired).count();
        });
    }

    /**
     * Puts bad events of live sources aside, under the import {@link #LIVE}. Done again with the same batch, it replaces
     * what it put there.
     */
    public void keepLive(String batch, List<ArrivedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        tables.work(connection -> {
            String sql = "DELETE FROM quarantine WHERE brand = ? AND import_id = 'live' AND hash = ?";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                HomeTables.bind(delete, brand, batch);
                delete.executeUpdate();
            }
            insert(
                    connection,
                    LIVE,
                    IntStream.range(0, rows.size())
                            .mapToObj(i -> rows.get(i).row().in(batch, i))
                            .toList());
            LiveQuarantine.arrived(
                    connection, rows.stream().map(ArrivedRow::receivedAt).toList());
            return true;
        });
    }

    private void insert(Connection connection, String importId, List<BadRow> rows) throws SQLException {
        String sql = "INSERT INTO quarantine (brand, import_id, file, hash, input, ordinal, line, column_name,"
                + " reason, repaired, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (BadRow row : rows) {
                HomeTables.bind(insert, brand, importId, row.file(), row.hash(), row.input());
                insert.setLong(6, row.ordinal());
                insert.setLong(7, row.line());
                insert.setString(8, row.column());
                insert.setString(9, row.reason().name());
                insert.setBoolean(10, row.repaired());
                insert.setBytes(11, lock.lock(row.raw(), importId));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void addFile(Connection connection, String importId, BadFile file) throws SQLException {
        String sql = "INSERT OR REPLACE INTO quarantine_file VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            HomeTables.bind(insert, brand, importId, file.file(), file.hash(), file.input());
            insert.setBoolean(6, file.json());
            insert.setString(7, String.valueOf(file.delimiter()));
            insert.setString(8, String.join(SEPARATOR, file.names()));
            insert.executeUpdate();
        }
    }

    /** The rows of an import, in the order of their files and lines. */
    public List<BadRow> rows(String importId) {
        return rows(importId, Integer.MAX_VALUE);
    }

    /** The first of them; no more are read or unlocked. */
    public List<BadRow> rows(String importId, int most) {
        return tables.work(connection -> {
            String sql =
                    "SELECT * FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE brand = ? AND import_id = ?"
                            + " ORDER BY file, line, id LIMIT ?) ORDER BY file, line, id";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(select, brand, importId);
                select.setInt(3, most);
                List<BadRow> rows = new ArrayList<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        rows.add(row(found));
                    }
                }
                return rows;
            }
        });
    }

    /** How many rows of each import there are, by file, column and reason. */
    public Map<String, Map<List<String>, Long>> counts() {
        return tables.work(connection -> {
            String sql = "SELECT import_id, file, column_name, reason, count(*) FROM quarantine WHERE brand = ?"
                    + " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(select, brand);
                Map<String, Map<List<String>, Long>> counts = new HashMap<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        counts.computeIfAbsent(found.getString(1), importId -> new LinkedHashMap<>())
                                .put(
                                        List.of(found.getString(2), found.getString(3), found.getString(4)),
                                        found.getLong(5));
                    }
                }
                return counts;
            }
        });
    }

    /** The files that an import's bad rows came from. */
    public List<BadFile> files(String importId) {
        return tables.work(connection -> {
            String sql = "SELECT * FROM quarantine_file WHERE brand = ? AND import_id = ? ORDER BY file";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(select, brand, importId);
                return files(select);
            }
        });
    }

    /** The file that a row came from; empty for an event, and for a row that is not there. */
    public Optional<BadFile> fileOf(long id) {
        return tables.work(connection -> {
            String sql = "SELECT f.* FROM quarantine_file f JOIN quarantine USING (brand, import_id, file, hash)"
                    + " WHERE brand = ? AND id = ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(select, brand);
                select.setLong(2, id);
                return files(select).stream().findFirst();
            }
        });
    }

    private static List<BadFile> files(PreparedStatement select) throws SQLException {
        List<BadFile> files = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                files.add(new BadFile(
                        found.getString("file"),
                        found.getString("hash"),
                        found.getString("input"),
                        found.getBoolean("json"),
                        found.getString("delimiter").charAt(0),
                        List.of(found.getString("names").split(SEPARATOR, -1))));
            }
        }
        return files;
    }

    /** Replaces the text of a row, so that it can be replayed; kept for when the same file comes again. */
    public void repair(long id, String raw) {
        tables.work(connection -> {
            String sql = "UPDATE quarantine SET raw = ?, repaired = 1 WHERE brand = ? AND id = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setBytes(1, lock.lock(raw, importOf(connection, id)));
                update.setString(2, brand);
                update.setLong(3, id);
                update.executeUpdate();
            }
            repairs.keep(connection, id, raw);
            return true;
        });
    }

    /**
     * Forgets the texts that rows of a file were given, also of those that are no longer here; the file is known by its hash.
     *
     * @return how many they were
     */
    public long forgetRepairs(String hash) {
        return tables.work(connection -> repairs.forget(connection, hash));
    }

    /** Lets rows go: they have become touches. */
    public void release(Collection<Long> ids) {
        tables.work(connection -> {
            String sql = "DELETE FROM quarantine WHERE brand = ? AND id = ?";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                for (long id : ids) {
                    delete.setString(1, brand);
                    delete.setLong(2, id);
                    delete.addBatch();
                }
                delete.executeBatch();
            }
            return true;
        });
    }

    /** Lets a row of an import go that is to become no touch. */
    public void drop(String importId, long id) {
        tables.work(connection -> {
            String sql = "DELETE FROM quarantine WHERE brand = ? AND import_id = ? AND id = ?";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                HomeTables.bind(delete, brand, importId);
                delete.setLong(3, id);
                if (delete.executeUpdate() == 0) {
                    throw new TidebankException(
                            QuarantineError.QUARANTINE_NOT_FOUND,
                            "No row %d of import %s in the quarantine".formatted(id, importId));
                }
            }
            return true;
        });
    }

    /** Notes why rows are still bad. */
    public void blame(Collection<BadRow> rows) {
        tables.work(connection -> {
            String sql = "UPDATE quarantine SET column_name = ?, reason = ? WHERE brand = ? AND id = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                for (BadRow row : rows) {
                    HomeTables.bind(update, row.column(), row.reason().name(), brand);
                    update.setLong(4, row.id());
                    update.addBatch();
                }
                update.executeBatch();
            }
            return true;
        });
    }

    /** Forgets all rows of an import, some at a time: others write into the same database meanwhile. */
    public void forget(String importId) {
        String rows =
                "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE brand = ? AND import_id = ? LIMIT %d)"
                        .formatted(FORGOTTEN_AT_ONCE);
        int forgotten;
        do {
            forgotten = delete(rows, importId);
        } while (forgotten > 0);
        delete("DELETE FROM quarantine_file WHERE brand = ? AND import_id = ?", importId);
    }

    private int delete(String sql, String importId) {
        return tables.work(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                HomeTables.bind(delete, brand, importId);
                return delete.executeUpdate();
            }
        });
    }

    private String importOf(Connection connection, long id) throws SQLException {
        String sql = "SELECT import_id FROM quarantine WHERE brand = ? AND id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, brand);
            select.setLong(2, id);
            try (ResultSet found = select.executeQuery()) {
                if (!found.next()) {
                    throw new TidebankException(
                            QuarantineError.QUARANTINE_NOT_FOUND, "No row %d in the quarantine".formatted(id));
                }
                return found.getString(1);
            }
        }
    }

    private BadRow row(ResultSet found) throws SQLException {
        return new BadRow(
                found.getLong("id"),
                found.getString("file"),
                found.getString("hash"),
                found.getString("input"),
                found.getLong("ordinal"),
                found.getLong("line"),
                found.getString("column_name"),
                FaultReason.valueOf(found.getString("reason")),
                found.getBoolean("repaired"),
                lock.unlock(found.getBytes("raw"), found.getString("import_id")));
    }
}
