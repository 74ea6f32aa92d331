package io.tidebank.sql;

import static io.tidebank.sql.SqlError.MODEL_INVALID;

import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Models in an order in which each one's inputs come before it. */
public final class BuildOrder {

    private final Map<String, SqlModel> byName = new TreeMap<>();
    private final Set<String> sources;
    private final Map<String, SqlModel> order = new LinkedHashMap<>();

    private BuildOrder(Collection<SqlModel> models, Set<String> sources) {
        this.sources = Set.copyOf(sources);
        models.forEach(model -> byName.put(model.name(), model));
    }

    /**
     * Orders models. MODEL_INVALID names unknown inputs, names that clash, and cycles.
     *
     * @param sources tables, views and macros that are there before any model is built
     */
    public static BuildOrder of(Collection<SqlModel> models, Set<String> sources) {
        BuildOrder order = new BuildOrder(models, sources);
        List<String> faults = new ArrayList<>();
        order.byName.values().forEach(model -> order.check(model, faults));
        if (!faults.isEmpty()) {
            throw new TidebankException(MODEL_INVALID, String.join("; ", faults));
        }
        order.byName.keySet().forEach(name -> order.place(name, new LinkedHashSet<>()));
        return order;
    }

    private void check(SqlModel model, List<String> faults) {
        if (sources.contains(model.name())) {
            faults.add("Model '%s' bears the name of an input".formatted(model.name()));
        }
        for (String cte : model.syntax().ctes()) {
            if (isKnown(cte)) {
                faults.add("Model '%s': its CTE '%s' hides the table of that name; rename the CTE"
                        .formatted(model.name(), cte));
            }
        }
        for (String table : model.syntax().tables()) {
            if (!isKnown(table)) {
                faults.add("Model '%s' reads '%s', which is neither a model %s nor an input %s"
                        .formatted(model.name(), table, byName.keySet(), new TreeSet<>(sources)));
            }
        }
    }

    private boolean isKnown(String relation) {
        return byName.containsKey(relation) || sources.contains(relation);
    }

    private void place(String name, SequencedSet<String> above) {
        SqlModel model = byName.get(name);
        if (model == null || order.containsKey(name)) {
            return;
        }
        if (!above.add(name)) {
            List<String> path = new ArrayList<>(above);
            List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
            cycle.add(name);
            throw new TidebankException(
                    MODEL_INVALID, "Models read each other in a circle: " + String.join(" -> ", cycle));
        }
        model.syntax().tables().forEach(input -> place(input, above));
        above.remove(name);
        order.put(name, model);
    }

    /** A model by its name, which is known to be one. */
    public SqlModel model(String name) {
        SqlModel model = byName.get(name);
        if (model == null) {
            throw new IllegalArgumentException("No model " + name);
        }
        return model;
    }

    Set<String> names() {
        return order.keySet();
    }

    /** The names of a model and of every model that it is built from. */
    public SortedSet<String> upTo(String model) {
        SortedSet<String> names = new TreeSet<>(Set.of(model));
        List<SqlModel> last = models().reversed();
        for (SqlModel placed : last) {
            if (names.contains(placed.name())) {
                names.addAll(placed.syntax().tables());
            }
        }
        names.retainAll(byName.keySet());
        return names;
    }

    /** Inputs first. */
    public List<SqlModel> models() {
        return List.copyOf(order.values());
    }

    /** The tables that a model reads and the macros it calls. */
    public SortedSet<String> inputs(SqlModel model) {
        SortedSet<String> inputs = new TreeSet<>(model.syntax().functions());
        inputs.retainAll(sources);
        inputs.addAll(model.syntax().tables());
        return inputs;
    }
}
