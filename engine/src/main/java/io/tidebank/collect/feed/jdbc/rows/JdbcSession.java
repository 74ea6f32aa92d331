package io.tidebank.collect.feed.jdbc.rows;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A read-only connection to a database, and the table or query that a feed reads there. */
public final class JdbcSession implements AutoCloseable {

    private final Connection connection;
    private final JdbcServer server;
    private final RowSettings rows;
    private final RowSql sql;
    private final List<Column> order;

    private JdbcSession(Connection connection, JdbcServer server, RowSettings rows) throws SQLException {
        this.connection = connection;
        this.server = server;
        this.rows = rows;
        begin();
        this.sql = new RowSql(server.dialect(), connection.getMetaData().getIdentifierQuoteString(), rows);
        this.order = order();
        // Between two pages, where the journal may have to be waited for, no transaction is open.
        connection.commit();
    }

    /** Connects, and holds the table against the feed's file. */
    public static JdbcSession open(JdbcDrivers drivers, JdbcServer server, RowSettings rows) {
        Connection connection = connect(drivers, server);
        try {
            return new JdbcSession(connection, server, rows);
        } catch (SQLException e) {
            close(connection);
            throw JdbcFault.of(e, "%s cannot be read".formatted(rows.from().name()), server);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private static Connection connect(JdbcDrivers drivers, JdbcServer server) {
        Properties properties = server.dialect().properties(server.timeout());
        String user = server.user();
        if (user != null) {
            properties.setProperty("user", user);
            properties.setProperty("password", server.password().get());
        }
        try {
            Connection connection = drivers.driver(server).connect(server.url(), properties);
            if (connection == null) {
                throw new TidebankException(
                        JdbcError.JDBC_INVALID, "The driver does not understand the address " + server.place());
            }
            return connection;
        } catch (SQLException e) {
            throw JdbcFault.of(e, "No connection", server);
        }
    }

    private void begin() throws SQLException {
        connection.setReadOnly(true);
        String version = connection.getMetaData().getDatabaseProductVersion();
        try (Statement statement = connection.createStatement()) {
            for (String setting : server.dialect().session(server.timeout(), version)) {
                statement.execute(setting);
            }
        }
        // A driver that commits by itself holds all rows of an answer.
        connection.setAutoCommit(false);
    }

    private List<Column> order() throws SQLException {
        try (PreparedStatement probe = connection.prepareStatement(sql.probe());
                ResultSet answer = probe.executeQuery()) {
            List<Column> all = RowReader.columns(answer.getMetaData(), rows, server.dialect());
            refuseUnknown(all);
            List<Column> order = new ArrayList<>();
            sql.order().forEach(name -> order.add(column(all, name)));
            check(order);
            return order;
        }
    }

    private void refuseUnknown(List<Column> all) {
        List<String> stated = new ArrayList<>(sql.order());
        stated.addAll(rows.columns());
        stated.addAll(rows.json());
        String deleted = rows.deleted();
        if (deleted != null) {
            stated.add(deleted);
        }
        List<String> there = all.stream().map(Column::name).toList();
        List<String> missing =
                stated.stream().filter(name -> !there.contains(name)).distinct().toList();
        if (!missing.isEmpty()) {
            throw invalid("%s has no column %s. It has: %s"
                    .formatted(
                            rows.from().name(),
                            missing.stream().map("'%s'"::formatted).collect(joining(", ")),
                            String.join(", ", there)));
        }
    }

    private static Column column(List<Column> all, String name) {
        return all.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void check(List<Column> order) {
        Column watermark = order.getFirst();
        if (!watermark.kind().canBeWatermark()) {
            throw invalid("Column '%s' of %s cannot be a watermark: it must hold times or numbers that grow"
                    .formatted(watermark.name(), rows.from().name()));
        }
        if (!rows.overlap().suits(watermark.kind())) {
            String wanted = watermark.kind().isNumber() ? "numbers: say `overlap: 1000`" : "times: say `overlap: 5m`";
            throw invalid("Column '%s' of %s holds %s, or another one of that unit"
                    .formatted(watermark.name(), rows.from().name(), wanted));
        }
        for (Column key : order.subList(1, order.size())) {
            if (!key.kind().canBeKey()) {
                throw invalid("Column '%s' of %s cannot be a key: it cannot be put in order"
                        .formatted(key.name(), rows.from().name()));
            }
        }
    }

    private static TidebankException invalid(String message) {
        return new TidebankException(JdbcError.JDBC_INVALID, message);
    }

    /** The column by which rows are followed. */
    public Watermark watermark() {
        return new Watermark(order.getFirst(), rows.overlap());
    }

    /**
     * Rows in their order.
     *
     * @param fetched how many rows are held at a time
     */
    public Page page(Start start, Instant now, int limit, int fetched) throws SQLException {
        Optional<String> latest = watermark().until(now);
        String text = sql.page(start, new RowSql.Limits(latest.isPresent(), limit));
        return page(text, fetched, parameters(start, latest.orElse(null)));
    }

    /** Key, watermark and some more columns of all rows, in no order. */
    public Page keys(List<String> more, int fetched) throws SQLException {
        return page(sql.keys(more), fetched, List.of());
    }

    private record Parameter(Column column, String value) {}

    private List<Parameter> parameters(Start start, @Nullable String latest) {
        List<Parameter> parameters = new ArrayList<>();
        if (latest != null) {
            parameters.add(new Parameter(order.getFirst(), latest));
        }
        switch (start) {
            case Start.Beginning() -> {
                // None.
            }
            case Start.At(var watermark) -> parameters.add(new Parameter(order.getFirst(), watermark));
            case Start.After(var place) -> {
                List<String> values = new ArrayList<>();
                values.add(place.watermark());
                values.addAll(place.key());
                sql.seeks().forEach(i -> parameters.add(new Parameter(order.get(i), values.get(i))));
            }
        }
        return parameters;
    }

    private Page page(String text, int fetched, List<Parameter> parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            statement.setFetchSize(server.dialect().fetchSize(fetched));
            for (int i = 0; i < parameters.size(); i++) {
                Parameter parameter = parameters.get(i);
                parameter.column().bind(statement, i + 1, parameter.value(), server.dialect());
            }
            return new Page(statement, rows, server.dialect());
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Gives the connection back; a database that is gone is no fault any more. */
    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was written, so nothing is lost.
            return;
        }
    }
}
