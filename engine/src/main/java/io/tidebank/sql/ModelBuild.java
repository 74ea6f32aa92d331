package io.tidebank.sql;

import static io.tidebank.sql.SqlError.SQL_CANCELLED;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.ModelRun.Outcome;
import io.tidebank.sql.SqlModel.Refresh;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds models as tables, all or none, and only those whose file or inputs have changed. */
public final class ModelBuild {

    private static final String MONTH_END = "month_end";

    private final Connection connection;
    private final Clock clock;
    private final ModelRuns runs;
    private final ModelChecks checks;
    private final KeyedRefresh keyed;

    /** @param connection to the database that holds the inputs and takes the tables; nothing else runs on it meanwhile */
    public ModelBuild(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.runs = new ModelRuns(connection);
        this.checks = new ModelChecks(runs);
        this.keyed = new KeyedRefresh(runs);
    }

    /** Builds whole whatever differs. */
    public List<ModelRun> run(BuildOrder order, Map<String, String> versions, Progress progress) {
        return run(order, ModelInputs.of(versions), progress);
    }

    /** Brings every model up to date. */
    public List<ModelRun> run(BuildOrder order, ModelInputs inputs, Progress progress) {
        return run(order, order.names(), inputs, progress);
    }

    /**
     * Brings models up to date, all or none: in the connection's transaction if one is open, which stays open, and else
     * in one of its own. MODEL_CHECK_FAILED names the model and what does not hold. A model keeps the rows that it says
     * cannot have changed if it was built from exactly the inputs before the change.
     *
     * @param wanted names of the models to look at; what they are built from is taken as it is
     */
    public List<ModelRun> run(BuildOrder order, Set<String> wanted, ModelInputs inputs, Progress progress) {
        try {
            return connection.getAutoCommit()
                    ? inTransaction(order, wanted, inputs, progress)
                    : build(order, wanted, inputs, progress);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /**
     * The rows that a model lost or got in the runs of this build, as a temporary table with the model's columns; empty
     * if that is not known.
     */
    public Optional<String> changes(String model) {
        try {
            return keyed.changes(model);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** The schema of the lasting tables, which temporary ones of their names hide. */
    public String schema() {
        try {
            return runs.schema();
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private List<ModelRun> inTransaction(BuildOrder order, Set<String> wanted, ModelInputs inputs, Progress progress)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<ModelRun> done = build(order, wanted, inputs, progress);
            connection.commit();
            return done;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private List<ModelRun> build(BuildOrder order, Set<String> wanted, ModelInputs inputs, Progress progress)
            throws SQLException {
        runs.prepare();
        Versions versions = new Versions(order, inputs);
        Map<String, ModelRun> known = runs.last();
        List<ModelRun> done = new ArrayList<>();
        List<ModelRun> built = new ArrayList<>();
        for (SqlModel model : order.models()) {
            if (!wanted.contains(model.name())) {
                continue;
            }
            progress.at("Model " + model.name(), done.size(), wanted.size());
            if (progress.cancelled()) {
                throw new TidebankException(SQL_CANCELLED, "Cancelled before model '%s'".formatted(model.name()));
            }
            ModelRun last = known.get(model.name());
            if (last != null && versions.isNow(last)) {
                done.add(last);
            } else {
                ModelRun run = build(model, versions, last, inputs);
                done.add(run);
                built.add(run);
            }
        }
        runs.add(built);
        return done;
    }

    private ModelRun build(SqlModel model, Versions versions, @Nullable ModelRun last, ModelInputs inputs)
            throws SQLException {
        long started = System.nanoTime();
        Outcome outcome;
        long rows;
        try {
            boolean goesOn = last != null && versions.wasBefore(last);
            Set<String> differing = goesOn ? versions.differing(model) : Set.of();
            if (last != null && goesOn && keyed.canContinue(model, differing, inputs)) {
                outcome = Outcome.CONTINUED;
                boolean moved = keyed.run(model, differing, inputs, checks);
                rows = moved ? count(model) : last.rows();
            } else {
                outcome = goesOn ? goOn(model, inputs) : whole(model);
                rows = count(model);
            }
        } catch (SQLException e) {
            throw new TidebankException(SqlError.of(e), "Model '%s': %s".formatted(model.name(), SqlError.told(e)), e);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return new ModelRun(
                model.name(),
                outcome,
                rows,
                seconds,
                versions.now(model),
                versions.origin(model),
                model.hash(),
                clock.instant());
    }

    private long count(SqlModel model) throws SQLException {
        return runs.count("select count(*) from " + model.name());
    }

    private Outcome goOn(SqlModel model, ModelInputs inputs) throws SQLException {
        LocalDate since = inputs.since();
        if (since == null || model.refresh() == Refresh.FULL || model.refresh() == Refresh.BY_KEY) {
            return whole(model);
        }
        if (model.refresh() == Refresh.BY_DAY) {
            replace(model, "day", since);
        } else {
            months(model, since.withDayOfMonth(1));
        }
        return Outcome.CONTINUED;
    }

    private Outcome whole(SqlModel model) throws SQLException {
        keyed.forget(model.name());
        runs.create(model);
        checks.columns(model);
        checks.rows(model, model.name());
        return Outcome.BUILT;
    }

    private void months(SqlModel model, LocalDate first) throws SQLException {
        boolean narrows = model.syntax().tables().contains(MONTH_END);
        if (narrows) {
            runs.execute("create temp view %1$s as select * from %2$s.%1$s where month >= date '%3$s'"
                    .formatted(MONTH_END, runs.schema(), first.minusMonths(1)));
        }
        replace(model, "month", first);
        if (narrows) {
            runs.execute("drop view temp." + MONTH_END);
        }
    }

    private void replace(SqlModel model, String column, LocalDate first) throws SQLException {
        keyed.forget(model.name());
        String rows = "%s >= date '%s'".formatted(column, first);
        runs.execute(
                "delete from %s where %s".formatted(model.name(), rows),
                "insert into %s select * from (%s) as fresh where %s".formatted(model.name(), model.select(), rows));
        boolean apart = model.key().contains(column);
        checks.rows(model, apart ? "(from %s where %s) as fresh".formatted(model.name(), rows) : model.name());
    }

    /** The versions of inputs and models, now and ahead of the last change: a model's is a hash of its file and its inputs'. */
    private static final class Versions {

        private final BuildOrder order;
        private final Map<String, String> now;
        private final Map<String, String> before;

        Versions(BuildOrder order, ModelInputs inputs) {
            this.order = order;
            this.now = new HashMap<>(inputs.versions());
            this.before = new HashMap<>(inputs.before());
            for (SqlModel model : order.models()) {
                now.put(model.name(), version(model, now));
                before.put(model.name(), version(model, before));
            }
        }

        /** Whether a build was one of the present inputs with the present file. */
        boolean isNow(ModelRun build) {
            return build.version().equals(now.get(build.model()));
        }

        /** Whether a build was one of the inputs before the change, with the present file. */
        boolean wasBefore(ModelRun build) {
            return build.version().equals(before.get(build.model()));
        }

        String now(SqlModel model) {
            return version(model, now);
        }

        /** The inputs of a model, macros included, that are not what they were. */
        Set<String> differing(SqlModel model) {
            return order.inputs(model).stream()
                    .filter(input -> !Objects.equals(now.get(input), before.get(input)))
                    .collect(Collectors.toSet());
        }

        /** name=version of each input. */
        String origin(SqlModel model) {
            return origin(model, now);
        }

        private String origin(SqlModel model, Map<String, String> known) {
            return order.inputs(model).stream()
                    .map(input -> input + "=" + known.getOrDefault(input, ""))
                    .collect(Collectors.joining(","));
        }

        private String version(SqlModel model, Map<String, String> known) {
            return ModelParser.hash(model.hash() + '\n' + origin(model, known));
        }
    }
}
