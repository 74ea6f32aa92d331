package io.tidebank.collect.session;

import io.tidebank.collect.format.FileFormat;
import io.tidebank.collect.format.RecordLocator;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.quarantine.BadFile;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the bad rows of a checked file: those with a fault, and those that DuckDB could not cut into columns. */
public final class BadRowSearch {

    private final Connection connection;

    public BadRowSearch(Connection connection) {
        this.connection = connection;
    }

    /** All of them, with their places and texts. */
    public List<BadRow> find(BoundFile bound) {
        try {
            Map<Long, String> faults = faults(bound);
            Set<Long> broken = broken(bound);
            if (faults.isEmpty() && broken.isEmpty()) {
                return List.of();
            }
            return bound.file().format() == FileFormat.PARQUET
                    ? parquetRows(bound, faults)
                    : rows(bound, faults, broken);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** What has to be kept of the file so that its bad rows can be read again. */
    public static BadFile fileOf(BoundFile bound) {
        SourceFile file = bound.file();
        return new BadFile(
                file.name(),
                file.hash(),
                bound.input().name(),
                file.isNamed(),
                file.dialect().delimiter(),
                bound.names());
    }

    /** Faults by the row's number. */
    public Map<Long, String> faults(BoundFile bound) throws SQLException {
        Map<Long, String> faults = new TreeMap<>();
        String sql = "SELECT rowid, fault FROM %s WHERE fault IS NOT NULL".formatted(bound.table());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                faults.put(rows.getLong(1), rows.getString(2));
            }
        }
        return faults;
    }

    /** Offsets of the records that could not be cut, from 0; DuckDB counts bytes from 1. */
    public Set<Long> broken(BoundFile bound) throws SQLException {
        Set<Long> offsets = new HashSet<>();
        if (bound.file().isNamed()) {
            return offsets;
        }
        String sql = "SELECT DISTINCT line_byte_position FROM %s".formatted(bound.rejects());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                offsets.add(rows.getLong(1) - 1);
            }
        }
        return offsets;
    }

    private static List<BadRow> rows(BoundFile bound, Map<Long, String> faults, Set<Long> broken) {
        List<BadRow> rows = new ArrayList<>();
        for (RecordLocator.Place place :
                RecordLocator.locate(bound.file(), bound.hasHeader(), faults.keySet(), broken)) {
            String fault = place.ordinal() < 0 ? FaultReason.BROKEN_RECORD + "|" : faults.get(place.ordinal());
            rows.add(row(bound, place.ordinal(), place.line(), String.valueOf(fault), place.raw()));
        }
        return rows;
    }

    private List<BadRow> parquetRows(BoundFile bound, Map<Long, String> faults) throws SQLException {
        Map<Long, String> raw = new HashMap<>();
        String sql = """
                SELECT p.file_row_number, to_json(p)::VARCHAR \
                FROM read_parquet(%s, file_row_number = true) AS p \
                WHERE p.file_row_number IN (SELECT rowid FROM %s WHERE fault IS NOT NULL)""".formatted(DuckDb.literal(bound.file().readable().toString()), bound.table());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                raw.put(rows.getLong(1), rows.getString(2));
            }
        }
        List<BadRow> rows = new ArrayList<>();
        faults.forEach(
                (ordinal, fault) -> rows.add(row(bound, ordinal, ordinal + 1, fault, raw.getOrDefault(ordinal, "{}"))));
        return rows;
    }

    private static BadRow row(BoundFile bound, long ordinal, long line, String fault, String raw) {
        int bar = fault.indexOf('|');
        return new BadRow(
                0,
                bound.file().name(),
                bound.file().hash(),
                bound.input().name(),
                ordinal,
                line,
                fault.substring(bar + 1),
                FaultReason.valueOf(fault.substring(0, bar)),
                false,
                raw);
    }
}
