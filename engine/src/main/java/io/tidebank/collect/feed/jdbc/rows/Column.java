package io.tidebank.collect.feed.jdbc.rows;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table or a query.
 *
 * @param name as the database tells it
 * @param zone in which its values are read if they are {@link ColumnKind#FACE}
 */
public record Column(String name, ColumnKind kind, ZoneId zone) {

    /** A row's value as text, which {@link #bind} understands; null for NULL. */
    @Nullable
    String text(ResultSet row, int position) throws SQLException {
        return switch (kind) {
            case INSTANT -> {
                OffsetDateTime moment = row.getObject(position, OffsetDateTime.class);
                yield moment == null ? null : moment.toInstant().toString();
            }
            case FACE -> {
                LocalDateTime face = row.getObject(position, LocalDateTime.class);
                yield face == null ? null : face.toString();
            }
            case DATE -> {
                LocalDate date = row.getObject(position, LocalDate.class);
                yield date == null ? null : date.toString();
            }
            case BYTES -> {
                byte[] bytes = row.getBytes(position);
                yield bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
            }
            case WHOLE, DECIMAL, TRUTH, JSON, ARRAY, TEXT -> row.getString(position);
        };
    }

    /** Gives a statement a value that {@link #text} has told. */
    void bind(PreparedStatement statement, int position, String text, JdbcDialect dialect) throws SQLException {
        switch (kind) {
            case WHOLE -> statement.setLong(position, Long.parseLong(text));
            case DECIMAL -> statement.setBigDecimal(position, new BigDecimal(text));
            case INSTANT -> statement.setObject(position, Instant.parse(text).atOffset(ZoneOffset.UTC));
            case FACE -> {
                if (dialect == JdbcDialect.POSTGRESQL) {
                    statement.setObject(position, LocalDateTime.parse(text));
                } else {
                    // As text it arrives whole: MySQL's driver drops a time's fraction of a second on its way.
                    statement.setString(position, text.replace('T', ' '));
                }
            }
            case DATE -> statement.setObject(position, LocalDate.parse(text));
            case BYTES -> statement.setBytes(position, Base64.getDecoder().decode(text));
            case TRUTH -> statement.setBoolean(position, text.startsWith("t") || text.equals("1"));
            case JSON, ARRAY, TEXT -> {
                if (dialect == JdbcDialect.POSTGRESQL) {
                    // Of no stated type, so that the server takes it for the column's: a UUID, an enum.
                    statement.setObject(position, text, Types.OTHER);
                } else {
                    statement.setString(position, text);
                }
            }
        }
    }
}
