package io.tidebank.collect.feed.jdbc.rows;

import io.tidebank.collect.protocol.ExactJson;
import io.tidebank.error.TidebankException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON objects of the rows of an answer: numbers exact, moments in UTC, bytes as Base64. */
final class RowReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ExactJson JSON = new ExactJson(StreamReadConstraints.defaults());

    private final RowSettings rows;
    private final List<Column> columns;
    private final List<Integer> order;

    /** @param columns of the answer */
    RowReader(RowSettings rows, List<Column> columns) {
        this.rows = rows;
        this.columns = List.copyOf(columns);
        List<Integer> places = new ArrayList<>();
        places.add(position(rows.watermark()));
        rows.key().forEach(name -> places.add(position(name)));
        this.order = List.copyOf(places);
    }

    /** The columns of an answer. */
    static List<Column> columns(ResultSetMetaData answer, RowSettings rows, JdbcDialect dialect) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= answer.getColumnCount(); i++) {
            String name = answer.getColumnLabel(i);
            ColumnKind kind = rows.json().contains(name) ? ColumnKind.JSON : ColumnKind.of(answer, i);
            columns.add(new Column(name, kind, zone(name, kind, dialect.isUtc(answer.getColumnTypeName(i)), rows)));
        }
        return columns;
    }

    private static ZoneId zone(String name, ColumnKind kind, boolean utc, RowSettings rows) {
        ZoneId zone = rows.zone();
        if (kind == ColumnKind.FACE && !utc && zone == null) {
            throw new TidebankException(
                    JdbcError.JDBC_INVALID,
                    "Times in column '%s' of %s carry no zone: say `zone:` in the feed's file"
                            .formatted(name, rows.from().name()));
        }
        return utc || zone == null ? ZoneOffset.UTC : zone;
    }

    private int position(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i + 1;
            }
        }
        throw new TidebankException(
                JdbcError.JDBC_INVALID,
                "%s has no column '%s'".formatted(rows.from().name(), name));
    }

    /** Where the current row of an answer stands. */
    Place place(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int position : order) {
            String value = columns.get(position - 1).text(row, position);
            if (value == null) {
                throw new TidebankException(
                        JdbcError.JDBC_INVALID,
                        "Column '%s' of %s is NULL in a row, and cannot be"
                                .formatted(
                                        columns.get(position - 1).name(),
                                        rows.from().name()));
            }
            values.add(value);
        }
        return new Place(values.getFirst(), values.subList(1, values.size()));
    }

    /** The current row of an answer. */
    ObjectNode read(ResultSet row) throws SQLException {
        ObjectNode document = NODES.objectNode();
        for (int i = 1; i <= columns.size(); i++) {
            document.set(columns.get(i - 1).name(), value(columns.get(i - 1), row, i));
        }
        return document;
    }

    private static JsonNode value(Column column, ResultSet row, int position) throws SQLException {
        if (column.kind() == ColumnKind.FACE) {
            LocalDateTime face = row.getObject(position, LocalDateTime.class);
            return face == null
                    ? NODES.nullNode()
                    : NODES.stringNode(face.atZone(column.zone()).toInstant().toString());
        }
        if (column.kind() == ColumnKind.TRUTH) {
            boolean truth = row.getBoolean(position);
            return row.wasNull() ? NODES.nullNode() : NODES.booleanNode(truth);
        }
        if (column.kind() == ColumnKind.ARRAY) {
            Array array = row.getArray(position);
            return array == null ? NODES.nullNode() : list((Object[]) array.getArray());
        }
        String text = column.text(row, position);
        return text == null ? NODES.nullNode() : value(column.kind(), text);
    }

    private static JsonNode value(ColumnKind kind, String text) {
        return switch (kind) {
            case WHOLE, DECIMAL -> number(text);
            case JSON -> json(text);
            case TRUTH, INSTANT, FACE, DATE, BYTES, ARRAY, TEXT -> NODES.stringNode(text);
        };
    }

    private static JsonNode number(String text) {
        try {
            return NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            // NaN, Infinity
            return NODES.stringNode(text);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.tree(text);
        } catch (JacksonException e) {
            return NODES.stringNode(text);
        }
    }

    private static ArrayNode list(@Nullable Object[] elements) {
        ArrayNode list = NODES.arrayNode();
        for (Object element : elements) {
            switch (element) {
                case null -> list.addNull();
                case Object[] inner -> list.add(list(inner));
                case Boolean truth -> list.add(truth);
                case Number number -> list.add(number(number.toString()));
                default -> list.add(element.toString());
            }
        }
        return list;
    }
}
