package io.tidebank.sql;

import io.tidebank.sql.ModelInputs.Grown;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes on with models by key: computes the rows of those keys again that rows of the inputs came or went with, from the
 * inputs' rows of these keys alone, and remembers which rows really became others.
 */
final class KeyedRefresh {

    private static final String KEYS = "\"changed keys\"";
    private static final String FRESH = "\"fresh rows\"";

    private final ModelRuns tables;
    private final Set<String> changed = new HashSet<>();

    KeyedRefresh(ModelRuns tables) {
        this.tables = tables;
    }

    /**
     * The rows that models lost or got while this connection went on with them, as a temporary table with the columns of
     * the model; empty if that was not done.
     */
    Optional<String> changes(String model) {
        return changed.contains(model) ? Optional.of(changesOf(model)) : Optional.empty();
    }

    /** A name that no model can have. */
    private static String changesOf(String model) {
        return "\"changes of %s\"".formatted(model);
    }

    /** Forgets what was remembered of a model that is built whole. */
    void forget(String model) {
        changed.remove(model);
    }

    /**
     * Whether what is known of the inputs that differ suffices.
     *
     * @param differing names of those inputs
     */
    boolean canContinue(SqlModel model, Set<String> differing, ModelInputs inputs) throws SQLException {
        if (model.refresh() != SqlModel.Refresh.BY_KEY) {
            return false;
        }
        for (String input : differing) {
            boolean traced = inputs.grown().containsKey(input) || changed.contains(input);
            if (!inputs.steady().contains(input) && !(traced && hasKey(input, model))) {
                return false;
            }
        }
        return true;
    }

    /** Brings the table up to date and checks its new rows; a failure leaves temporary views to the rollback. */
    void run(SqlModel model, Set<String> differing, ModelInputs inputs, ModelChecks checks) throws SQLException {
        boolean newKeys = listKeys(model, differing, inputs);
        if (tables.count("select count(*) from " + KEYS) == 0) {
            tables.execute("create or replace temp table %s as from %s limit 0"
                    .formatted(changesOf(model.name()), model.name()));
            changed.add(model.name());
            return;
        }
        List<String> narrowed = narrow(model, inputs);
        tables.execute("create or replace temp table %s as %s".formatted(FRESH, model.select()));
        for (String input : narrowed) {
            tables.execute("drop view temp." + input);
        }
        checks.rows(model, FRESH);
        replace(model, newKeys);
        changed.add(model.name());
    }

    /** Lists the keys that something changed with; true if none of them can have been there before. */
    private boolean listKeys(SqlModel model, Set<String> differing, ModelInputs inputs) throws SQLException {
        String key = String.join(", ", model.key());
        List<String> selects = new ArrayList<>();
        boolean newKeys = true;
        for (String input : differing) {
            Grown grown = inputs.grown().get(input);
            if (grown != null) {
                selects.add("select %s from (%s) as added".formatted(key, grown.added()));
                newKeys &= model.key().containsAll(grown.key());
            } else if (changed.contains(input)) {
                selects.add("select %s from %s".formatted(key, changesOf(input)));
                newKeys = false;
            }
        }
        if (selects.isEmpty()) {
            selects.add("select %s from %s limit 0".formatted(key, model.name()));
        }
        tables.execute("create or replace temp table %s as select distinct %s from (%s) as named"
                .formatted(KEYS, key, String.join(" union all ", selects)));
        return newKeys;
    }

    /** Hides every input that has the key's columns behind a view of its rows of the changed keys. */
    private List<String> narrow(SqlModel model, ModelInputs inputs) throws SQLException {
        List<String> narrowed = new ArrayList<>();
        for (String input : model.syntax().tables()) {
            Grown grown = inputs.grown().get(input);
            if (grown != null && model.key().containsAll(grown.key())) {
                tables.execute("create temp view %s as %s".formatted(input, grown.added()));
                narrowed.add(input);
            } else if (hasKey(input, model)) {
                tables.execute("create temp view %1$s as select * from %2$s.%1$s semi join %3$s using (%4$s)"
                        .formatted(input, tables.schema(), KEYS, String.join(", ", model.key())));
                narrowed.add(input);
            }
        }
        return narrowed;
    }

    private boolean hasKey(String input, SqlModel model) throws SQLException {
        return new HashSet<>(tables.columns(input)).containsAll(model.key());
    }

    private void replace(SqlModel model, boolean newKeys) throws SQLException {
        String name = model.name();
        String changes = changesOf(name);
        if (newKeys) {
            tables.execute(
                    "create or replace temp table %s as from %s".formatted(changes, FRESH),
                    "insert into %s from %s".formatted(name, FRESH));
            return;
        }
        String key = String.join(", ", model.key());
        String old = "(select * from %s semi join %s using (%s))".formatted(name, KEYS, key);
        tables.execute(
                "create or replace temp table %1$s as (from %2$s except from %3$s) union all (from %3$s except from %2$s)"
                        .formatted(changes, old, FRESH),
                "delete from %1$s using (select distinct %2$s from %3$s) as gone where %4$s"
                        .formatted(name, key, changes, equal(model)),
                "insert into %s select * from %s semi join %s using (%s)".formatted(name, FRESH, changes, key));
    }

    private static String equal(SqlModel model) {
        return model.key().stream()
                .map(column -> "%s.%s = gone.%s".formatted(model.name(), column, column))
                .collect(Collectors.joining(" and "));
    }
}
