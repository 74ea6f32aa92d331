package io.tidebank.collect.session;

import io.tidebank.collect.format.FileFormat;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the bad rows of a checked file: those with a fault, and those that DuckDB could not cut into columns. */
public final class BadRowSearch {

    private final ImportSession session;
    private final Connection connection;

    public BadRowSearch(ImportSession session) {
        this.session = session;
        this.connection = session.connection();
    }

    /** All of them, with their places and texts. */
    public List<BadRow> find(BoundFile bound) {
        try {
            Map<Long, String> faults = faults(bound);
            Map<Long, FaultReason> broken = broken(bound);
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

    /** Why records could not be cut, by their offsets from 0; DuckDB counts bytes from 1. */
    public Map<Long, FaultReason> broken(BoundFile bound) throws SQLException {
        Map<Long, FaultReason> broken = new HashMap<>();
        if (bound.file().isNamed()) {
            return broken;
        }
        String sql =
                "SELECT line_byte_position, min(error_type::VARCHAR) FROM %s GROUP BY 1".formatted(bound.rejects());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                broken.put(rows.getLong(1) - 1, reason(rows.getString(2)));
            }
        }
        session.setAside(bound).lines().forEach((offset, line) -> broken.put(offset, line.reason()));
        return broken;
    }

    /** What DuckDB calls it, in the words of the quarantine. */
    private static FaultReason reason(String error) {
        return switch (error) {
            case "MISSING COLUMNS" -> FaultReason.TOO_FEW_COLUMNS;
            case "TOO MANY COLUMNS" -> FaultReason.TOO_MANY_COLUMNS;
            case "UNQUOTED VALUE" -> FaultReason.STRAY_QUOTE;
            case "LINE SIZE OVER MAXIMUM" -> FaultReason.RECORD_TOO_LONG;
            case "INVALID ENCODING" -> FaultReason.NOT_UTF8;
            default -> FaultReason.BROKEN_RECORD;
        };
    }

    private List<BadRow> rows(BoundFile bound, Map<Long, String> faults, Map<Long, FaultReason> broken) {
        List<BadRow> rows = new ArrayList<>();
        SetAside aside = session.setAside(bound);
        for (RecordLocator.Place place :
                RecordLocator.locate(aside.file().file(), bound.hasHeader(), faults.keySet(), broken.keySet())) {
            SetAside.Line line = aside.lines().get(place.offset());
            String fault = place.ordinal() < 0 ? broken.get(place.offset()) + "|" : faults.get(place.ordinal());
            rows.add(row(
                    bound,
                    place.ordinal(),
                    place.line(),
                    String.valueOf(fault),
                    line == null ? place.raw() : line.raw()));
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
