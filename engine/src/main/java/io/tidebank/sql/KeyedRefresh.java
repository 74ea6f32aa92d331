package io.tidebank.sql;

import io.tidebank.sql.ModelInputs.Grown;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with models by key: computes the rows of those keys again that rows of the inputs came or went with, from the
 * inputs' rows of these keys alone, and remembers which rows really became others.
 */
final class KeyedRefresh {

    private static final String KEYS = "\"changed keys\"";
    private static final String FRESH = "\"fresh rows\"";

    private final ModelRuns tables;
    private final Map<String, Long> changed = new HashMap<>();
    private final Map<String, Grown> grown = new HashMap<>();

    KeyedRefresh(ModelRuns tables) {
        this.tables = tables;
    }

    /**
     * The rows that models lost or got while this connection went on with them, as a temporary table with the columns of
     * the model; empty if that was not done.
     */
    Optional<String> changes(String model) throws SQLException {
        if (!changed.containsKey(model)) {
            return Optional.empty();
        }
        String changes = changesOf(model);
        if (changed.getOrDefault(model, 0L) == 0) {
            tables.createTemporary(changes, "from %s limit 0".formatted(model));
        }
        return Optional.of(changes);
    }

    /** A name that no model can have. */
    private static String changesOf(String model) {
        return "\"changes of %s\"".formatted(model);
    }

    /** Forgets what was remembered of a model that is built whole. */
    void forget(String model) {
        changed.remove(model);
        grown.remove(model);
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
            boolean traced = inputs.grown().containsKey(input) || changed.containsKey(input);
            if (!inputs.steady().contains(input) && !(traced && hasKey(input, model))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Brings the table up to date and checks its new rows; a failure leaves temporary views to the rollback.
     *
     * @return whether any row became another
     */
    boolean run(SqlModel model, Set<String> differing, ModelInputs inputs, ModelChecks checks) throws SQLException {
        grown.remove(model.name());
        changed.put(model.name(), change(model, moved(differing, inputs), inputs, checks));
        return changed.getOrDefault(model.name(), 0L) > 0;
    }

    /** Those of the inputs that differ in which rows came or went that somebody may look for. */
    private List<String> moved(Set<String> differing, ModelInputs inputs) {
        return differing.stream()
                .filter(input -> inputs.grown().containsKey(input) || changed.getOrDefault(input, 0L) > 0)
                .toList();
    }

    /** The rows that came to an input to which nothing else happened; null of another. */
    private @Nullable Grown grown(String input, ModelInputs inputs) {
        Grown told = inputs.grown().get(input);
        return told == null ? grown.get(input) : told;
    }

    private long change(SqlModel model, List<String> moved, ModelInputs inputs, ModelChecks checks)
            throws SQLException {
        if (moved.isEmpty()) {
            return 0;
        }
        boolean newKeys = moved.stream().allMatch(input -> addsKeys(grown(input, inputs), model));
        if (!newKeys || hasOtherKeyed(model, inputs)) {
            if (tables.createTemporary(KEYS, keys(model, moved, inputs)) == 0) {
                return 0;
            }
        }
        List<String> narrowed = narrow(model, inputs);
        long fresh = tables.createTemporary(FRESH, model.select());
        tables.execute(narrowed.stream().map("drop view temp."::concat).toArray(String[]::new));
        fresh -= newKeys && fresh > 0 ? leaveOutKnown(model) : 0;
        if (fresh == 0 && newKeys) {
            return 0;
        }
        checks.rows(model, FRESH);
        return newKeys ? add(model, fresh) : replace(model);
    }

    /** Whether an input's new rows name rows of the model by a key of their own: no other row of theirs has it. */
    private static boolean addsKeys(@Nullable Grown grown, SqlModel model) {
        return grown != null && model.refreshedBy().containsAll(grown.key());
    }

    /** Whether the model reads an input of which only the rows of the changed keys are wanted. */
    private boolean hasOtherKeyed(SqlModel model, ModelInputs inputs) throws SQLException {
        for (String input : model.syntax().tables()) {
            if (!addsKeys(grown(input, inputs), model) && hasKey(input, model)) {
                return true;
            }
        }
        return false;
    }

    /** Selects the keys that something changed with. */
    private String keys(SqlModel model, List<String> moved, ModelInputs inputs) {
        String key = String.join(", ", model.refreshedBy());
        return moved.stream()
                .map(input -> {
                    Grown added = grown(input, inputs);
                    return "select %s from %s"
                            .formatted(key, added == null ? changesOf(input) : "(" + added.added() + ") as added");
                })
                .collect(Collectors.joining(" union all ", "select distinct %s from (".formatted(key), ") as named"));
    }

    /** Hides every input that has the key's columns behind a view of its rows of the changed keys. */
    private List<String> narrow(SqlModel model, ModelInputs inputs) throws SQLException {
        List<String> narrowed = new ArrayList<>();
        for (String input : model.syntax().tables()) {
            Grown added = grown(input, inputs);
            if (added != null && addsKeys(added, model)) {
                tables.execute("create temp view %s as %s".formatted(input, added.added()));
                narrowed.add(input);
            } else if (hasKey(input, model)) {
                tables.execute("create temp view %1$s as select * from %2$s.%1$s semi join %3$s using (%4$s)"
                        .formatted(input, tables.schema(), KEYS, String.join(", ", model.refreshedBy())));
                narrowed.add(input);
            }
        }
        return narrowed;
    }

    private boolean hasKey(String input, SqlModel model) throws SQLException {
        return new HashSet<>(tables.columns(input)).containsAll(model.refreshedBy());
    }

    /** A row of a key that is there already stays as it came first: the lake may hold a touch twice. */
    private long leaveOutKnown(SqlModel model) throws SQLException {
        return tables.change("delete from %1$s using %2$s as known where %3$s"
                .formatted(FRESH, model.name(), equal(FRESH, "known", model)));
    }

    private long add(SqlModel model, long fresh) throws SQLException {
        String changes = changesOf(model.name());
        tables.execute(
                "create or replace temp table %s as from %s".formatted(changes, FRESH),
                "insert into %s from %s".formatted(model.name(), FRESH));
        grown.put(model.name(), new Grown(model.key(), "from " + changes));
        return fresh;
    }

    private long replace(SqlModel model) throws SQLException {
        String name = model.name();
        String changes = changesOf(name);
        String key = String.join(", ", model.refreshedBy());
        String old = "(select * from %s semi join %s using (%s))".formatted(name, KEYS, key);
        long differing = tables.createTemporary(
                changes, "(from %1$s except from %2$s) union all (from %2$s except from %1$s)".formatted(old, FRESH));
        if (differing > 0) {
            tables.execute(
                    "delete from %1$s using (select distinct %2$s from %3$s) as gone where %4$s"
                            .formatted(name, key, changes, equal(name, "gone", model)),
                    "insert into %s select * from %s semi join %s using (%s)".formatted(name, FRESH, changes, key));
        }
        return differing;
    }

    private static String equal(String one, String other, SqlModel model) {
        return model.refreshedBy().stream()
                .map(column -> "%s.%s = %s.%s".formatted(one, column, other, column))
                .collect(Collectors.joining(" and "));
    }
}
