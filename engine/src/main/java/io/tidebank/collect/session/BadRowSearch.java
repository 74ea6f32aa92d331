package io.tidebank.collect.session;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

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
import java.util.function.Consumer;

/** Finds the bad rows of a checked file: those with a fault, and those that DuckDB could not cut into columns. */
public final class BadRowSearch {

    private final ImportSession session;
    private final Connection connection;

    public BadRowSearch(ImportSession session) {
        this.session = session;
        this.connection = session.connection();
    }

    /**
     * How many rows a file has.
     *
     * @param bad of them those that cannot become touches
     */
    public record Count(long rows, long bad) {}

    /** Counts them without finding them. */
    public Count count(BoundFile bound) {
        try {
            long broken = broken(bound).size();
            return new Count(
                    session.count("FROM " + bound.table()) + broken,
                    session.count("FROM %s WHERE fault IS NOT NULL".formatted(bound.table())) + broken);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Faults in words: the most frequent of whole rows with the number of the first, from 1, and those of others. */
    public List<String> mostFrequent(BoundFile bound, int most) {
        String sql = """
                SELECT fault, count(*), min(rowid) + 1 FROM %s WHERE fault IS NOT NULL GROUP BY fault \
                ORDER BY 2 DESC, 1 LIMIT %d""".formatted(bound.table(), most);
        List<String> told = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                BadRow first = row(bound, 0, 0, found.getString(1), "");
                told.add("%s %s (%,d rows, row %,d first)"
                        .formatted(
                                first.column().isEmpty() ? "the record" : "'%s'".formatted(first.column()),
                                first.reason().text(),
                                found.getLong(2),
                                found.getLong(3)));
            }
            broken(bound).values().stream()
                    .collect(groupingBy(reason -> reason, TreeMap::new, counting()))
                    .forEach((reason, rows) -> told.add("the record %s (%,d rows)".formatted(reason.text(), rows)));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return told;
    }

    /** Hands all of them over in the order of the file, with their places and texts. The file is gone through for that. */
    public void find(BoundFile bound, Consumer<BadRow> to) {
        try {
            if (bound.file().format() == FileFormat.PARQUET) {
                parquetRows(bound, to);
            } else {
                rows(bound, to);
            }
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

    private void rows(BoundFile bound, Consumer<BadRow> to) throws SQLException {
        Map<Long, FaultReason> broken = broken(bound);
        SetAside aside = session.setAside(bound);
        String sql = "SELECT rowid, fault FROM %s WHERE fault IS NOT NULL ORDER BY rowid".formatted(bound.table());
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            Faults faults = new Faults(found);
            RecordLocator.locate(aside.file().file(), bound.hasHeader(), new RecordLocator.Search() {

                @Override
                public long nextWhole() {
                    return faults.ordinal;
                }

                @Override
                public boolean isBroken(long offset) {
                    return broken.containsKey(offset);
                }

                @Override
                public void found(RecordLocator.Place place) {
                    boolean isWhole = place.ordinal() >= 0;
                    SetAside.Line line = aside.lines().get(place.offset());
                    String fault = isWhole ? faults.take() : broken.get(place.offset()) + "|";
                    to.accept(
                            row(bound, place.ordinal(), place.line(), fault, line == null ? place.raw() : line.raw()));
                }
            });
        }
    }

    /** The faults of whole rows, one after the other. */
    private static final class Faults {

        private final ResultSet rows;
        private long ordinal;
        private String fault = "";

        Faults(ResultSet rows) {
            this.rows = rows;
            next();
        }

        /** The fault of the row that is next, and on to the one behind it. */
        String take() {
            String taken = fault;
            next();
            return taken;
        }

        private void next() {
            try {
                boolean isThere = rows.next();
                ordinal = isThere ? rows.getLong(1) : Long.MAX_VALUE;
                fault = isThere ? rows.getString(2) : "";
            } catch (SQLException e) {
                throw DuckDb.broken(e);
            }
        }
    }

    private void parquetRows(BoundFile bound, Consumer<BadRow> to) throws SQLException {
        String sql = """
                SELECT p.file_row_number, c.fault, to_json(p)::VARCHAR \
                FROM read_parquet(%s, file_row_number = true) AS p JOIN %s AS c ON c.rowid = p.file_row_number \
                WHERE c.fault IS NOT NULL ORDER BY 1""".formatted(DuckDb.path(bound.file().readable().toString()), bound.table());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                long ordinal = rows.getLong(1);
                to.accept(row(bound, ordinal, ordinal + 1, rows.getString(2), rows.getString(3)));
            }
        }
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
