package io.tidebank.collect.feed.jdbc.rows;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** What values of a column are, whatever the database calls their type. */
public enum ColumnKind {
    WHOLE,
    DECIMAL,
    TRUTH,
    /** A moment. */
    INSTANT,
    /** A date and a time on some clock's face: a moment only once the zone is known. */
    FACE,
    DATE,
    BYTES,
    JSON,
    ARRAY,
    TEXT;

    /** What the column at a position of an answer holds. */
    static ColumnKind of(ResultSetMetaData columns, int position) throws SQLException {
        String type = String.valueOf(columns.getColumnTypeName(position)).toLowerCase(Locale.ROOT);
        return switch (type) {
            case "timestamptz" -> INSTANT;
            case "json", "jsonb" -> JSON;
            // "$1.00" in the database's own language; a bit string
            case "money", "bit" -> ofNumbers(columns, position, type);
            default -> ofType(columns, position);
        };
    }

    private static ColumnKind ofNumbers(ResultSetMetaData columns, int position, String type) throws SQLException {
        boolean one = type.equals("bit") && columns.getPrecision(position) <= 1;
        return one ? TRUTH : TEXT;
    }

    private static ColumnKind ofType(ResultSetMetaData columns, int position) throws SQLException {
        return switch (columns.getColumnType(position)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> WHOLE;
            case Types.BIGINT -> columns.isSigned(position) ? WHOLE : DECIMAL;
            case Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.FLOAT, Types.DOUBLE -> DECIMAL;
            case Types.BIT, Types.BOOLEAN -> TRUTH;
            case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
            case Types.TIMESTAMP -> FACE;
            case Types.DATE -> DATE;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
            case Types.ARRAY -> ARRAY;
            default -> TEXT;
        };
    }

    /** Whether rows can be followed by it: its values grow with time, and can be told from each other. */
    boolean canBeWatermark() {
        return switch (this) {
            case WHOLE, DECIMAL, INSTANT, FACE, DATE -> true;
            case TRUTH, BYTES, JSON, ARRAY, TEXT -> false;
        };
    }

    /** Whether its values are counted, and not times. */
    boolean isNumber() {
        return this == WHOLE || this == DECIMAL;
    }

    /** Whether rows can be put in order by it without doubt. */
    boolean canBeKey() {
        return this != JSON && this != ARRAY;
    }
}
