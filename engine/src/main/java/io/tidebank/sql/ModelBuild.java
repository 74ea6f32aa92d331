package io.tidebank.sql;

import static io.tidebank.sql.SqlError.MODEL_CHECK_FAILED;
import static io.tidebank.sql.SqlError.MODEL_INVALID;
import static io.tidebank.sql.SqlError.SQL_CANCELLED;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.ModelRun.Outcome;
import io.tidebank.sql.SqlModel.Column;
import io.tidebank.sql.SqlModel.Refresh;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
     * What the models are built from.
     *
     * @param versions of all inputs: a snapshot, a hash; whatever differs when the rows may differ
     * @param before their versions ahead of the last change; empty if that is not known
     * @param since no row of an input that belongs to an earlier day of the brand has changed with it; null if unknown
     */
    public record Inputs(
            Map<String, String> versions,
            Map<String, String> before,
            @Nullable LocalDate since) {

        public Inputs {
            versions = Map.copyOf(versions);
            before = Map.copyOf(before);
        }

        /** Nothing is known of what changed: whatever differs is built whole. */
        public static Inputs of(Map<String, String> versions) {
            return new Inputs(versions, Map.of(), null);
        }
    }

    /** Builds whole whatever differs. */
    public List<ModelRun> run(BuildOrder order, Map<String, String> versions, Progress progress) {
        return run(order, Inputs.of(versions), progress);
    }

    /**
     * Brings every model up to date, all or none: in the connection's transaction if one is open, which stays open, and
     * else in one of its own. MODEL_CHECK_FAILED names the model and what does not hold. A model that is refreshed by
     * day keeps its rows of earlier days if it was built from exactly the inputs before the change.
     */
    public List<ModelRun> run(BuildOrder order, Inputs inputs, Progress progress) {
        try {
            return connection.getAutoCommit() ? inTransaction(order, inputs, progress) : build(order, inputs, progress);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private List<ModelRun> inTransaction(BuildOrder order, Inputs inputs, Progress progress) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<ModelRun> done = build(order, inputs, progress);
            connection.commit();
            return done;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private List<ModelRun> build(BuildOrder order, Inputs inputs, Progress progress) throws SQLException {
        runs.prepare();
        Map<String, String> now = new HashMap<>(inputs.versions());
        Map<String, String> before = new HashMap<>(inputs.before());
        List<ModelRun> done = new ArrayList<>();
        List<SqlModel> models = order.models();
        for (SqlModel model : models) {
            progress.at("model " + model.name(), done.size(), models.size());
            if (progress.cancelled()) {
                throw new TidebankException(SQL_CANCELLED, "Cancelled before model '%s'".formatted(model.name()));
            }
            String origin = origin(order, model, now);
            now.put(model.name(), version(model, origin));
            before.put(model.name(), version(model, origin(order, model, before)));
            Optional<ModelRun> last = runs.last(model.name());
            done.add(
                    last.isPresent() && last.get().version().equals(now.get(model.name()))
                            ? last.get()
                            : build(model, origin, keptUntil(model, inputs, last, before)));
        }
        return done;
    }

    /** The first day whose rows are computed again; null for all of them. */
    private static @Nullable LocalDate keptUntil(
            SqlModel model, Inputs inputs, Optional<ModelRun> last, Map<String, String> before) {
        boolean follows = last.isPresent() && last.get().version().equals(before.get(model.name()));
        return follows && model.refresh() == Refresh.BY_DAY ? inputs.since() : null;
    }

    private static String version(SqlModel model, String origin) {
        return ModelParser.hash(model.hash() + '\n' + origin);
    }

    private static String origin(BuildOrder order, SqlModel model, Map<String, String> known) {
        return order.inputs(model).stream()
                .map(input -> input + "=" + known.getOrDefault(input, ""))
                .collect(Collectors.joining(","));
    }

    private ModelRun build(SqlModel model, String origin, @Nullable LocalDate since) throws SQLException {
        long started = System.nanoTime();
        try {
            if (since == null) {
                runs.execute("create or replace table %s as %s".formatted(model.name(), model.select()));
            } else {
                replace(model, since);
            }
        } catch (SQLException e) {
            throw new TidebankException(SqlError.of(e), "Model '%s': %s".formatted(model.name(), e.getMessage()), e);
        }
        checkColumns(model);
        checkRows(model);
        double seconds = (System.nanoTime() - started) / 1e9;
        long rows = runs.count("select count(*) from " + model.name());
        Outcome outcome = since == null ? Outcome.BUILT : Outcome.CONTINUED;
        ModelRun run = new ModelRun(
                model.name(), outcome, rows, seconds, version(model, origin), origin, model.hash(), clock.instant());
        runs.add(run);
        return run;
    }

    /** Rows of the day and later, or of its month and later if a row is a month's. */
    private void replace(SqlModel model, LocalDate since) throws SQLException {
        String rows = runs.columns(model.name()).contains("day")
                ? "day >= date '%s'".formatted(since)
                : "month >= date '%s'".formatted(since.withDayOfMonth(1));
        runs.execute("delete from %s where %s".formatted(model.name(), rows));
        runs.execute(
                "insert into %s select * from (%s) as fresh where %s".formatted(model.name(), model.select(), rows));
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
