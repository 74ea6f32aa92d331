package io.tidebank.collect;

import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.table.HomeTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The imports of one brand, in the home's application tables. */
final class ImportStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TABLES =
            List.of("""
            CREATE TABLE IF NOT EXISTS import_run (
                import_id TEXT PRIMARY KEY, brand TEXT NOT NULL, state TEXT NOT NULL, source TEXT NOT NULL,
                replay_of TEXT NOT NULL, mapping TEXT NOT NULL, report TEXT NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS import_file (
                import_id TEXT NOT NULL, brand TEXT NOT NULL, source TEXT NOT NULL, input TEXT NOT NULL,
                hash TEXT NOT NULL)""", "CREATE INDEX IF NOT EXISTS import_file_hash ON import_file (brand, hash)", """
            CREATE TABLE IF NOT EXISTS import_told (
                import_id TEXT PRIMARY KEY, brand TEXT NOT NULL, told_at INTEGER NOT NULL)""");

    private final HomeTables tables;
    private final String brand;

    ImportStore(Path home, String brand) {
        this.tables = new HomeTables(
                home, TABLES, new HomeTables.Failure(ImportError.IMPORT_STORE_FAILED, "Imports cannot be kept"));
        this.brand = brand;
    }

    /**
     * An import as it is kept.
     *
     * @param source the source its touches carry
     * @param replayOf the import whose quarantined rows it brings; empty if it brings files
     * @param mapping text of its mapping
     * @param toldAt where its report of costs stands among all of the brand: later than those before it, whatever the clock
     *     says; that of its report for rows out of quarantine; null if it brings touches
     */
    record Entry(
            ImportReport report,
            String source,
            String replayOf,
            String mapping,
            @Nullable Instant toldAt) {

        Entry with(ImportReport changed) {
            return new Entry(changed, source, replayOf, mapping, toldAt);
        }

        /** Where costs out of its quarantine stand: with it, also if its place was not kept, or it was read as touches. */
        Instant costsToldAt() {
            return toldAt == null ? report.startedAt() : toldAt;
        }

        boolean isOfCosts() {
            return toldAt != null;
        }
    }

    /** When a report of costs is told that comes now. */
    Instant tellsAt(Instant now) {
        return tables.work(connection -> {
            String sql = "SELECT max(told_at) FROM import_told WHERE brand = ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(select, brand);
                try (ResultSet last = select.executeQuery()) {
                    return instant(Math.max(micros(now), last.getLong(1) + 1));
                }
            }
        });
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Keeps an import as it is now: state, report and files together. */
    void save(Entry entry) {
        ImportReport report = entry.report();
        tables.work(connection -> {
            String sql = "INSERT OR REPLACE INTO import_run VALUES (?, ?, ?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                HomeTables.bind(
                        insert,
                        report.importId(),
                        brand,
                        report.state().name(),
                        entry.source(),
                        entry.replayOf(),
                        entry.mapping(),
                        JSON.writeValueAsString(report));
                insert.executeUpdate();
            }
            Instant toldAt = entry.toldAt();
            if (toldAt != null) {
                saveTold(connection, report.importId(), toldAt);
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM import_file WHERE import_id = ?")) {
                HomeTables.bind(delete, report.importId());
                delete.executeUpdate();
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO import_file VALUES (?, ?, ?, ?, ?)")) {
                for (FileCount file : report.files()) {
                    HomeTables.bind(insert, report.importId(), brand, entry.source(), file.input(), file.hash());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        });
    }

    private void saveTold(Connection connection, String importId, Instant toldAt) throws SQLException {
        String sql = "INSERT OR REPLACE INTO import_told VALUES (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            HomeTables.bind(insert, importId, brand);
            insert.setLong(3, micros(toldAt));
            insert.executeUpdate();
        }
    }

    /** Every import, latest first. */
    List<Entry> all() {
        return entries("");
    }

    /** Those of which it is not yet said how they ended, latest first. */
    List<Entry> notAtTheirEnd() {
        return entries(" AND state IN (?, ?, ?)", State.RUNNING.name(), State.STAGED.name(), State.UNDOING.name());
    }

    Optional<Entry> find(String importId) {
        return entries(" AND import_id = ?", importId).stream().findFirst();
    }

    private List<Entry> entries(String condition, String... values) {
        return tables.work(connection -> {
            String sql = "SELECT import_run.*, told_at FROM import_run LEFT JOIN import_told USING (import_id)"
                    + " WHERE import_run.brand = ?" + condition + " ORDER BY import_id DESC";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(
                        select,
                        Stream.concat(Stream.of(brand), Stream.of(values)).toArray(String[]::new));
                List<Entry> entries = new ArrayList<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        ImportReport report = JSON.readValue(found.getString("report"), ImportReport.class);
                        entries.add(new Entry(
                                report,
                                found.getString("source"),
                                found.getString("replay_of"),
                                found.getString("mapping"),
                                toldAt(found, report)));
                    }
                }
                return entries;
            }
        });
    }

    /** Reports of before that was kept were told when they began. */
    private static @Nullable Instant toldAt(ResultSet found, ImportReport report) throws SQLException {
        long told = found.getLong("told_at");
        return !found.wasNull() ? instant(told) : report.costs() > 0 ? report.startedAt() : null;
    }

    /** Files whose rows are in the lake already, by input and hash ({@code lines:3f2a…}), each with its import. */
    Map<String, String> committedFiles(String source) {
        return files(source, "");
    }

    /** The same of the latest report of a source's costs alone. */
    Map<String, String> latestFiles(String source) {
        return files(source, """
                 AND f.import_id = (SELECT import_id FROM import_run JOIN import_told USING (import_id) \
                WHERE import_run.brand = f.brand AND source = f.source AND state = r.state AND replay_of = '' \
                ORDER BY told_at DESC LIMIT 1)""");
    }

    private Map<String, String> files(String source, String condition) {
        return tables.work(connection -> {
            String sql = "SELECT f.input, f.hash, import_id FROM import_file f JOIN import_run r USING (import_id)"
                    + " WHERE f.brand = ? AND f.source = ? AND r.state = ? AND r.replay_of = ''" + condition;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                HomeTables.bind(select, brand, source, State.COMMITTED.name());
                Map<String, String> files = new HashMap<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        files.put(found.getString(1) + ":" + found.getString(2), found.getString(3));
                    }
                }
                return files;
            }
        });
    }
}
