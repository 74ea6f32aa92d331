package io.tidebank.sql;

import io.tidebank.sql.ModelRun.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table model_run, one row for each time a model was built, and what else is asked of the tables beside it. */
final class ModelRuns {

    private static final String TABLE = """
            create table if not exists model_run (
                run bigint not null, model varchar not null, version varchar not null, rows bigint not null,
                seconds double not null, inputs varchar not null, file_hash varchar not null,
                built_at timestamp with time zone not null)""";

    /** The last build of a model whose table is still there. */
    private static final String LAST = """
            select rows, seconds, version, inputs, file_hash, built_at from model_run
            where model = ? and model in (select table_name from information_schema.tables)
            order by run desc limit 1""";

    private static final String ADD = """
            insert into model_run
            select coalesce(max(run), 0) + 1, ?, ?, ?, ?, ?, ?, ? from model_run""";

    private static final String COLUMNS = """
            select column_name from information_schema.columns
            where table_catalog = current_database() and table_name = ? order by ordinal_position""";

    private final Connection connection;

    ModelRuns(Connection connection) {
        this.connection = connection;
    }

    void prepare() throws SQLException {
        execute(TABLE);
    }

    Optional<ModelRun> last(String model) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setString(1, model);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(model, row)) : Optional.empty();
            }
        }
    }

    private static ModelRun read(String model, ResultSet row) throws SQLException {
        return new ModelRun(
                model,
                Outcome.UNCHANGED,
                row.getLong(1),
                row.getDouble(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }

    void add(ModelRun run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, run.model());
            statement.setString(2, run.version());
            statement.setLong(3, run.rows());
            statement.setDouble(4, run.seconds());
            statement.setString(5, run.inputs());
            statement.setString(6, run.fileHash());
            statement.setObject(7, run.builtAt().atOffset(ZoneOffset.UTC));
            statement.execute();
        }
    }

    List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    long count(String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Where lasting tables lie, whatever temporary ones are in front of them. */
    String schema() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_database()")) {
            row.next();
            return "\"%s\".main".formatted(row.getString(1).replace("\"", "\"\""));
        }
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
