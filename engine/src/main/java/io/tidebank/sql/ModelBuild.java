package io.tidebank.sql;

import static io.tidebank.sql.SqlError.MODEL_CHECK_FAILED;
import static io.tidebank.sql.SqlError.MODEL_INVALID;
import static io.tidebank.sql.SqlError.SQL_CANCELLED;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.ModelRun.Outcome;
import io.tidebank.sql.SqlModel.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds models as tables, all or none, and only those whose file or inputs have changed. */
public final class ModelBuild {

    private final Connection connection;
    private final Clock clock;
    private final ModelRuns runs;

    /** @param connection to the database that holds the inputs and takes the tables; nothing else runs on it meanwhile */
    public ModelBuild(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.runs = new ModelRuns(connection);
    }

    /**
     * Brings every model up to date in one transaction. MODEL_CHECK_FAILED names the model and what does not hold, and
     * leaves all tables as they were.
     *
     * @param versions of all inputs: a snapshot, a hash; whatever differs when the rows may differ
     */
    public List<ModelRun> run(BuildOrder order, Map<String, String> versions, Progress progress) {
        try {
            connection.setAutoCommit(false);
            try {
                List<ModelRun> done = build(order, versions, progress);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private List<ModelRun> build(BuildOrder order, Map<String, String> versions, Progress progress)
            throws SQLException {
        runs.prepare();
        Map<String, String> known = new HashMap<>(versions);
        List<ModelRun> done = new ArrayList<>();
        List<SqlModel> models = order.models();
        for (SqlModel model : models) {
            progress.at("model " + model.name(), done.size(), models.size());
            if (progress.cancelled()) {
                throw new TidebankException(SQL_CANCELLED, "Cancelled before model '%s'".formatted(model.name()));
            }
            String inputs = inputs(order, model, known);
            String version = ModelParser.hash(model.hash() + '\n' + inputs);
            Optional<ModelRun> last =
                    runs.last(model.name()).filter(run -> run.version().equals(version));
            done.add(last.isPresent() ? last.get() : build(model, version, inputs));
            known.put(model.name(), version);
        }
        return done;
    }

    private static String inputs(BuildOrder order, SqlModel model, Map<String, String> known) {
        return order.inputs(model).stream()
                .map(input -> input + "=" + known.getOrDefault(input, ""))
                .collect(Collectors.joining(","));
    }

    private ModelRun build(SqlModel model, String version, String inputs) throws SQLException {
        long started = System.nanoTime();
        try {
            runs.execute("create or replace table %s as %s".formatted(model.name(), model.select()));
        } catch (SQLException e) {
            throw new TidebankException(SqlError.of(e), "Model '%s': %s".formatted(model.name(), e.getMessage()), e);
        }
        checkColumns(model);
        checkRows(model);
        double seconds = (System.nanoTime() - started) / 1e9;
        long rows = runs.count("select count(*) from " + model.name());
        ModelRun run = new ModelRun(
                model.name(), Outcome.BUILT, rows, seconds, version, inputs, model.hash(), clock.instant());
        runs.add(run);
        return run;
    }

    private void checkColumns(SqlModel model) throws SQLException {
        List<String> documented = model.columns().stream().map(Column::name).toList();
        List<String> there = runs.columns(model.name());
        if (!documented.isEmpty() && !documented.equals(there)) {
            throw new TidebankException(
                    MODEL_INVALID,
                    "Model '%s' documents the columns %s and selects %s".formatted(model.name(), documented, there));
        }
    }

    private void checkRows(SqlModel model) throws SQLException {
        List<String> broken = new ArrayList<>();
        String key = String.join(", ", model.key());
        long doubled = runs.count("select count(*) from (select %s from %s group by %s having count(*) > 1)"
                .formatted(key, model.name(), key));
        if (doubled > 0) {
            broken.add("@key %s is not unique: %d keys have several rows".formatted(key, doubled));
        }
        for (String column : model.key()) {
            long empty = runs.count("select count(*) from %s where %s is null".formatted(model.name(), column));
            if (empty > 0) {
                broken.add("@key %s is empty in %d rows".formatted(column, empty));
            }
        }
        for (String check : model.checks()) {
            long failing = runs.count(
                    "select count(*) from %s where not coalesce((%s), false)".formatted(model.name(), check));
            if (failing > 0) {
                broken.add("@check %s fails in %d rows".formatted(check, failing));
            }
        }
        if (!broken.isEmpty()) {
            throw new TidebankException(
                    MODEL_CHECK_FAILED, "Model '%s': %s".formatted(model.name(), String.join("; ", broken)));
        }
    }
}
