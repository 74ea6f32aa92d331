package io.tidebank.brand;

import io.tidebank.brand.home.BrandError;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a brand's serving file and gives back plain rows; BRAND_EMPTY while nothing was refreshed. */
final class Serving {

    private final DuckDb duckDb;
    private final String brand;

    Serving(BrandParts parts) {
        this.duckDb = parts.serving();
        this.brand = parts.settings().name();
    }

    /** What is asked of one state of the file. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection, Generation generation) throws SQLException;
    }

    /** Asks several things of one and the same state of the file, whatever is refreshed meanwhile. */
    <T> T reading(Question<T> question) {
        try (Connection connection = duckDb.connect()) {
            connection.setAutoCommit(false);
            try {
                return question.ask(connection, Generation.find(connection).orElseThrow(this::nothingYet));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    TidebankException nothingYet() {
        return new TidebankException(
                BrandError.BRAND_EMPTY,
                "Brand '%s' has nothing to show yet. Import touches and refresh: tidebank import FILE; tidebank refresh"
                        .formatted(brand));
    }

    /** Column names and rows of a query. */
    record Table(List<String> columns, List<List<@Nullable Object>> rows) {

        Answer answer(String brand, String asOf) {
            return new Answer(brand, asOf, columns, rows);
        }
    }

    /** Runs a query of the engine's own, with bound values. */
    Table query(String sql, Object... values) {
        return reading((connection, generation) -> query(connection, sql, values));
    }

    static Table query(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    private static Table read(ResultSet rows) throws SQLException {
        List<String> columns = columns(rows.getMetaData());
        List<List<@Nullable Object>> read = new ArrayList<>();
        while (rows.next()) {
            read.add(row(rows, columns.size()));
        }
        return new Table(columns, read);
    }

    static List<String> columns(ResultSetMetaData meta) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
        }
        return columns;
    }

    /** The row that is read just now. */
    static List<@Nullable Object> row(ResultSet rows, int columns) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            row.add(plain(rows.getObject(i)));
        }
        return row;
    }

    /** Text, whole numbers, decimals, doubles, booleans and nothing else. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Long number -> number;
            case Float number -> number.doubleValue();
            case Double number -> number;
            case BigDecimal number -> number;
            // A sum of counts is wider than a count, and is one all the same.
            case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
            case BigInteger number -> new BigDecimal(number);
            case Boolean flag -> flag;
            case Date date -> date.toLocalDate().toString();
            case LocalDate date -> date.toString();
            case OffsetDateTime moment ->
                DateTimeFormatter.ISO_INSTANT.format(moment.withOffsetSameInstant(ZoneOffset.UTC));
            default -> value.toString();
        };
    }
}
