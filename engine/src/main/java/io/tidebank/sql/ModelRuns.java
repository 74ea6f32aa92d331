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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table model_run, one row for each time a model was built, and what else is asked of the tables beside it. */
final class ModelRuns {

    private static final String TABLE = """
            create table if not exists model_run (
                run bigint not null, model varchar not null, version varchar not null, rows bigint not null,
                seconds double not null, inputs varchar not null, file_hash varchar not null,
                built_at timestamp with time zone not null)""";

    /** The last build of each model whose table is still there. */
    private static final String LAST = """
            select model, rows, seconds, version, inputs, file_hash, built_at from model_run
            where model in (select table_name from information_schema.tables)
            qualify row_number() over (partition by model order by run desc) = 1""";

    private static final String COLUMNS = """
            select table_name, column_name from information_schema.columns
            where table_catalog = current_database() order by table_name, ordinal_position""";

    /** All but the newest runs, and all but the last of each model: a live brand builds its models every few seconds. */
    private static final String TRIM = """
            delete from model_run where run <= (select max(run) from model_run) - %1$d
            and run not in (select max(run) from model_run group by model)""";

    private static final int KEPT = 1000;

    private final Connection connection;
    private final Map<String, List<String>> columns = new HashMap<>();
    private @Nullable String schema;

    ModelRuns(Connection connection) {
        this.connection = connection;
    }

    void prepare() throws SQLException {
        execute(TABLE);
    }

    /** The last build of each model, by its name. */
    Map<String, ModelRun> last() throws SQLException {
        Map<String, ModelRun> last = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST)) {
            while (row.next()) {
                last.put(row.getString(1), read(row));
            }
        }
        return last;
    }

    private static ModelRun read(ResultSet row) throws SQLException {
        return new ModelRun(
                row.getString(1),
                Outcome.UNCHANGED,
                row.getLong(2),
                row.getDouble(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }

    /** Writes down what was built, in this order. */
    void add(List<ModelRun> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        long last = count("select coalesce(max(run), 0) from model_run");
        String rows = String.join(", ", Collections.nCopies(runs.size(), "(?, ?, ?, ?, ?, ?, ?, ?)"));
        try (PreparedStatement statement = connection.prepareStatement("insert into model_run values " + rows)) {
            int at = 1;
            for (int i = 0; i < runs.size(); i++) {
                ModelRun run = runs.get(i);
                statement.setLong(at++, last + 1 + i);
                statement.setString(at++, run.model());
                statement.setString(at++, run.version());
                statement.setLong(at++, run.rows());
                statement.setDouble(at++, run.seconds());
                statement.setString(at++, run.inputs());
                statement.setString(at++, run.fileHash());
                statement.setObject(at++, run.builtAt().atOffset(ZoneOffset.UTC));
            }
            statement.execute();
        }
        if (last / KEPT != (last + runs.size()) / KEPT) {
            execute(TRIM.formatted(KEPT));
        }
    }

    /** The columns of a lasting table, in order; none if there is no such table. */
    List<String> columns(String table) throws SQLException {
        if (columns.isEmpty()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return columns.getOrDefault(table, List.of());
    }

    /** Makes a model's table anew. */
    void create(SqlModel model) throws SQLException {
        execute("create or replace table %s as %s".formatted(model.name(), model.select()));
        columns.clear();
    }

    /** Makes a temporary table and returns how many rows it has. */
    long createTemporary(String name, String select) throws SQLException {
        return change("create or replace temp table %s as %s".formatted(name, select));
    }

    /** Runs a statement and returns how many rows it has changed. */
    long change(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** The numbers in the one row that a SELECT gives. */
    long[] counts(String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            row.next();
            long[] counts = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = row.getLong(i + 1);
            }
            return counts;
        }
    }

    long count(String select) throws SQLException {
        return counts(select)[0];
    }

    /** Where lasting tables lie, whatever temporary ones are in front of them. */
    String schema() throws SQLException {
        String known = schema;
        if (known == null) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_database()")) {
                row.next();
                known = "\"%s\".main".formatted(row.getString(1).replace("\"", "\"\""));
                schema = known;
            }
        }
        return known;
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
