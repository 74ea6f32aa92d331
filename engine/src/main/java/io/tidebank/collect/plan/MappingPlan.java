package io.tidebank.collect.plan;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingInput;
import io.tidebank.collect.mapping.MappingInput.Lookup;
import io.tidebank.collect.mapping.TouchIdentity;
import io.tidebank.collect.mapping.TouchRule;
import io.tidebank.collect.mapping.Value;
import io.tidebank.collect.quarantine.FaultReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The SQL of an import: statements that read and check each file into a temporary table, statements that join them, and
 * the SELECT of the touches. All on one connection, since temporary tables are the connection's own.
 */
public final class MappingPlan {

    /** Name of the rows' table in every query. */
    private static final String ROWS = "m";

    private static final String BY_NAME = " UNION ALL BY NAME ";

    private final Mapping mapping;
    private final List<BoundFile> files;
    private final PlanSettings settings;
    private final Map<String, InputLayout> layouts;
    private final Set<String> present;

    public MappingPlan(Mapping mapping, List<BoundFile> files, PlanSettings settings) {
        this.mapping = mapping;
        this.files = List.copyOf(files);
        this.settings = settings;
        this.layouts = InputLayout.of(mapping);
        this.present = files.stream().map(it -> it.input().name()).collect(Collectors.toSet());
    }

    /** Reads and checks one file, at most so many rows of it. */
    public List<String> checking(BoundFile file, long limit) {
        return new CheckedTable(file, layouts, present, settings.kinds(), settings.receivedAt()).statements(limit);
    }

    /** The temporary tables that reading a file makes. */
    public List<String> tables(BoundFile file) {
        return List.of(file.table(), file.raw(), file.rejects(), file.rejects() + "_scan");
    }

    /** Makes the tables that are looked up, and finds the rows whose other half is missing or bad. */
    public List<String> joins() {
        List<String> statements = new ArrayList<>();
        files.forEach(file -> statements.addAll(hashes(file).statements()));
        for (MappingInput input : mapping.inputs()) {
            if (present.contains(input.name())) {
                lookups(input).forEach(lookup -> statements.add(lookupTable(input, lookup)));
            }
        }
        for (BoundFile file : files) {
            List<String> faults = dependentFaults(file);
            if (!faults.isEmpty()) {
                statements.add("""
                        UPDATE %1$s SET fault = found.fault FROM (SELECT m.rowid AS position, CASE %2$s END AS fault \
                        FROM %3$s WHERE m.fault IS NULL) AS found \
                        WHERE %1$s.rowid = found.position AND found.fault IS NOT NULL""".formatted(file.table(), String.join(" ", faults), rows(file)));
            }
        }
        return statements;
    }

    /** Whether touches have ids of their own, so that they may be in the lake already by another file. */
    public boolean isKeyed() {
        return !settings.replayed().isEmpty() || hasOwnIds();
    }

    private boolean hasOwnIds() {
        return speaking().stream()
                .anyMatch(file -> scope(file).active().stream()
                        .anyMatch(rule -> rule.identity() instanceof TouchIdentity.Sender
                                ? hasSenderIds(file, rule)
                                : !(rule.identity() instanceof TouchIdentity.Row)));
    }

    /** A mapping may name a column for the sender's ids that a file does not have: its rows go by their place then. */
    private static boolean hasSenderIds(BoundFile file, TouchRule rule) {
        return rule.identity() instanceof TouchIdentity.Sender(Value id)
                && (InputLayout.columnsOf(id).isEmpty()
                        || InputLayout.columnsOf(id).stream().anyMatch(file::mayHave));
    }

    /** The SELECT of all touches. */
    public String touches() {
        return union(ruled -> Optional.of(ruled.touches()));
    }

    /** The same touches, each once. It holds all of them in memory: only for files that do repeat some. */
    public String touchesOnce() {
        String single = union(
                ruled -> ruled.line().isPresent() || ruled.isTotal() ? Optional.empty() : Optional.of(ruled.touches()));
        String parts = parts();
        String totals = totals();
        List<String> selects = new ArrayList<>();
        if (!single.isEmpty()) {
            selects.add("SELECT * FROM (%s) AS touches QUALIFY %s = 1".formatted(single, first("touch_id")));
        }
        if (!parts.isEmpty()) {
            selects.add(
                    OnceSql.together("SELECT * EXCLUDE (line_id) FROM (%s) AS parts QUALIFY line_id IS NULL OR %s = 1"
                            .formatted(parts, first("touch_id, line_id"))));
        }
        if (!totals.isEmpty()) {
            selects.add(totals);
        }
        return String.join(BY_NAME, selects);
    }

    private static String first(String of) {
        return "row_number() OVER (PARTITION BY %s ORDER BY occurred_at, amount, quantity)".formatted(of);
    }

    /**
     * The SELECT of touch_id and order_id of what stands in for lines that another input tells one by one, whether that input
     * is there or not; empty if the mapping has no such touches.
     */
    public String standIns() {
        List<String> selects = new ArrayList<>();
        for (BoundFile file : files) {
            file.input().touches().stream()
                    .filter(rule -> !rule.unless().isEmpty() && rule.identity() instanceof TouchIdentity.Lines)
                    .forEach(rule -> selects.add(select(file, rule).names(rows(file))));
        }
        return String.join(BY_NAME, selects);
    }

    /** The SELECT of what each line adds to a touch that stands for several; empty if there are no such touches. */
    public String parts() {
        return union(ruled -> ruled.line().map(line -> ruled.select().parts(ruled.rows(), line)));
    }

    /** The SELECT of the touches that tell how much something is by now: of several files' what tells of most. */
    public String totals() {
        String totals = union(ruled -> ruled.isTotal() ? Optional.of(ruled.touches()) : Optional.empty());
        return totals.isEmpty()
                ? ""
                : "SELECT * FROM (%s) AS totals QUALIFY row_number() OVER (PARTITION BY touch_id ORDER BY amount DESC, occurred_at) = 1"
                        .formatted(totals);
    }

    /** Whether the files tell of costs, and so give no touches. */
    public boolean isOfCosts() {
        return mapping.isOfCosts();
    }

    /** The SELECT of all costs: the columns of the cost table but when they came, and the number of the {@code file}. */
    public String costs() {
        return speaking().stream()
                .flatMap(file -> Stream.ofNullable(file.input().cost())
                        .map(rule -> new CostSql(values(file), rule).over(rows(file), stamp(file))))
                .collect(joining(BY_NAME));
    }

    /** @param line how the touch is made that a row of a touch for several rows has of its own */
    private record Ruled(TouchRule rule, TouchSelect select, Optional<TouchSelect> line, String rows) {

        String touches() {
            return select.over(rows);
        }

        boolean isTotal() {
            return rule.identity() instanceof TouchIdentity.Total;
        }
    }

    private String union(Function<Ruled, Optional<String>> each) {
        List<String> selects = new ArrayList<>();
        for (BoundFile file : speaking()) {
            List<TouchRule> active = scope(file).active();
            for (TouchRule rule : active) {
                Optional<TouchSelect> line = rule.lineAmong(active).map(own -> select(file, own));
                each.apply(new Ruled(rule, select(file, rule), line, rows(file)))
                        .ifPresent(selects::add);
            }
        }
        return String.join(BY_NAME, selects);
    }

    private TouchSelect select(BoundFile file, TouchRule rule) {
        return new TouchSelect(
                stamp(file), values(file), rule, file.input().touches().indexOf(rule));
    }

    /** The SELECT of the first and last moment of the touches, without making them. */
    public String span() {
        List<String> moments = new ArrayList<>();
        for (BoundFile file : speaking()) {
            for (TouchRule rule : scope(file).active()) {
                moments.add("SELECT %s AS moment FROM %s WHERE m.fault IS NULL"
                        .formatted(values(file).of(rule.at()), rows(file)));
            }
        }
        return "SELECT min(moment), max(moment) FROM (%s)".formatted(String.join(" UNION ALL ", moments));
    }

    /** Two files may bring the same order; a sender may send the same id twice. */
    public boolean mayRepeat() {
        boolean senders = speaking().stream()
                .anyMatch(file -> scope(file).active().stream().anyMatch(rule -> hasSenderIds(file, rule)));
        return hasOwnIds() && (senders || files.size() > present.size());
    }

    /** Whether an order's total is handed out over its lines, which is done within each file. */
    public boolean sharesTotals() {
        return speaking().stream()
                .flatMap(file -> scope(file).active().stream())
                .flatMap(rule -> rule.fields().values().stream())
                .anyMatch(CheckedTable::readsOtherRows);
    }

    /** Whether a row means something only beside others of its file, which say what holds for it or share a total with it. */
    public boolean needsWholeFiles() {
        return sharesTotals()
                || speaking().stream().anyMatch(file -> file.input().carry() != null);
    }

    private List<BoundFile> speaking() {
        return files.stream()
                .filter(file -> !settings.silent().contains(file.number()))
                .toList();
    }

    private TouchRuleScope scope(BoundFile file) {
        return new TouchRuleScope(file.input(), present, settings.kinds());
    }

    private TouchStamp stamp(BoundFile file) {
        return new TouchStamp(
                settings.importId(),
                settings.source(),
                settings.receivedAt(),
                settings.homeCurrency(),
                file.number(),
                settings.rowId(file));
    }

    private ValueSql values(BoundFile file) {
        MappingInput input = file.input();
        return new ValueSql(layouts, layout(input.name()), ROWS, joins(input), settings.rowId(file)).of(file);
    }

    private ValueSql.Joins joins(MappingInput input) {
        return new ValueSql.Joins() {

            @Override
            public String alias(String other) {
                return lookups(input).stream().anyMatch(it -> it.input().equals(other)) ? "j_" + other : "";
            }

            @Override
            public boolean hashes() {
                return true;
            }
        };
    }

    private HashTable hashes(BoundFile file) {
        return new HashTable(file, layout(file.input().name()));
    }

    private List<Lookup> lookups(MappingInput input) {
        return input.lookups().stream()
                .filter(lookup -> present.contains(lookup.input()))
                .toList();
    }

    private InputLayout layout(String input) {
        return Objects.requireNonNull(layouts.get(input));
    }

    private String rows(BoundFile file) {
        StringBuilder rows = new StringBuilder(file.table()).append(" AS m");
        for (Lookup lookup : lookups(file.input())) {
            List<String> keys = lookup.on().keySet().stream().sorted().toList();
            List<String> equal = new ArrayList<>();
            for (String key : keys) {
                equal.add(
                        "%s = j_%s.k%d".formatted(code(key, file.input().name(), ROWS), lookup.input(), equal.size()));
            }
            rows.append(" LEFT JOIN %s AS j_%s ON %s"
                    .formatted(lookupName(file.input(), lookup), lookup.input(), String.join(" AND ", equal)));
        }
        return rows.append(hashes(file).joins(ROWS)).toString();
    }

    /** Of several rows with the same key the first holds. */
    private String lookupTable(MappingInput input, Lookup lookup) {
        List<String> mine = lookup.on().keySet().stream().sorted().toList();
        List<String> keys = new ArrayList<>();
        for (String key : mine) {
            String theirs = lookup.on().getOrDefault(key, key);
            keys.add("%s AS k%d".formatted(code(theirs, lookup.input(), "o"), keys.size()));
        }
        String rows = files.stream()
                .filter(file -> file.input().name().equals(lookup.input()))
                .map(file -> "SELECT *, %d AS in_file, rowid AS in_row FROM %s WHERE fault IS NULL"
                        .formatted(file.number(), file.table()))
                .collect(joining(" UNION ALL "));
        String order = IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(joining(", "));
        return "CREATE TEMP TABLE %1$s AS SELECT DISTINCT ON (%2$s) %3$s, o.* FROM (%4$s) AS o ORDER BY %2$s, in_file, in_row"
                .formatted(lookupName(input, lookup), order, String.join(", ", keys), rows);
    }

    private static String lookupName(MappingInput input, Lookup lookup) {
        return "lookup_%s_%s".formatted(input.name(), lookup.input());
    }

    private String code(String column, String input, String alias) {
        return new ValueSql(layouts, layout(input), alias, other -> "", "NULL")
                .of(new Value.Code(new Value.Column(column)));
    }

    private List<String> dependentFaults(BoundFile file) {
        List<String> faults = new ArrayList<>();
        for (Lookup lookup : lookups(file.input())) {
            if (lookup.required()) {
                String column =
                        lookup.on().keySet().stream().sorted().findFirst().orElse("");
                faults.add("WHEN j_%s.k0 IS NULL THEN '%s|%s'"
                        .formatted(lookup.input(), FaultReason.MISSING_LOOKUP, column.replace("'", "''")));
            }
        }
        CheckedTable table = new CheckedTable(file, layouts, present, settings.kinds(), settings.receivedAt());
        scope(file).dependent().forEach(rule -> faults.addAll(table.ruleFaults(rule, values(file))));
        return faults;
    }
}
