package io.tidebank.collect.plan;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.Condition;
import io.tidebank.collect.mapping.MappingInput;
import io.tidebank.collect.mapping.TouchIdentity;
import io.tidebank.collect.mapping.TouchRule;
import io.tidebank.collect.mapping.Value;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which touches of an input come into play when only some of the mapping's files are there. */
final class TouchRuleScope {

    private final MappingInput input;
    private final List<TouchRule> active;
    private final Set<String> kinds;

    TouchRuleScope(MappingInput input, Set<String> present, Set<String> kinds) {
        this.input = input;
        this.kinds = kinds;
        this.active = input.touches().stream()
                .filter(rule -> Collections.disjoint(rule.unless(), present))
                .toList();
    }

    List<TouchRule> active() {
        return active;
    }

    /** Touches whose faults the row alone can show. */
    List<TouchRule> own() {
        return active.stream().filter(rule -> !needsOthers(rule)).toList();
    }

    /** Touches whose time, kind, key or condition is in another file's row. */
    List<TouchRule> dependent() {
        return active.stream().filter(TouchRuleScope::needsOthers).toList();
    }

    private static boolean needsOthers(TouchRule rule) {
        return reaches(rule.at())
                || reaches(rule.kind())
                || rule.identity().values().stream().anyMatch(TouchRuleScope::reaches)
                || rule.when().values().anyMatch(TouchRuleScope::reaches);
    }

    /** Whether a value is read from another file's row. */
    static boolean reaches(Value value) {
        return value instanceof Value.From || value.parts().stream().anyMatch(TouchRuleScope::reaches);
    }

    /** True for a row that gives no touch though it should; empty if there is no such row. */
    Optional<String> unmatched(ValueSql values) {
        boolean every = active.stream().anyMatch(rule -> rule.when().equals(Condition.always()));
        if (input.lenient() || active.isEmpty() || every || !dependent().isEmpty()) {
            return Optional.empty();
        }
        ConditionSql conditions = new ConditionSql(values);
        return Optional.of(
                active.stream().map(rule -> conditions.of(rule.when())).collect(joining(" OR ", "NOT (", ")")));
    }

    String decidingColumn() {
        return active.stream()
                .flatMap(rule -> rule.when().values())
                .map(CheckedTable::columnOf)
                .findFirst()
                .orElse("");
    }

    /** True where the kind is one that there is; empty if the mapping itself names the kind. */
    Optional<String> kindTest(TouchRule rule, ValueSql values) {
        if (rule.kind() instanceof Value.Constant) {
            return Optional.empty();
        }
        String known = kinds.stream().sorted().map(kind -> literal(kind)).collect(joining(", "));
        return Optional.of("coalesce(%s IN (%s), false)".formatted(values.of(rule.kind()), known));
    }

    /** The part of its identity that a touch cannot do without. */
    Optional<Value> keyOf(TouchRule rule) {
        return switch (rule.identity()) {
            case TouchIdentity.Row _, TouchIdentity.Sender _ -> Optional.empty();
            case TouchIdentity.Lines(List<Value> key) -> Optional.of(key.getFirst());
            case TouchIdentity.Once(Value per) -> Optional.of(per);
            case TouchIdentity.Total(Value per) -> Optional.of(per);
        };
    }
}
