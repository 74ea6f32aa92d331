package io.tidebank.collect.plan;

import static io.tidebank.sql.DuckDb.literal;
import static java.util.stream.Collectors.joining;

import io.tidebank.collect.mapping.Condition;
import io.tidebank.collect.mapping.Value;
import java.util.List;

/** Turns conditions into SQL that is always true or false, never NULL. */
final class ConditionSql {

    private final ValueSql values;

    ConditionSql(ValueSql values) {
        this.values = values;
    }

    String of(Condition condition) {
        return switch (condition) {
            case Condition.AllOf(var all) -> joined(all, " AND ", "true");
            case Condition.AnyOf(var any) -> joined(any, " OR ", "false");
            case Condition.Not(Condition inner) -> "NOT " + of(inner);
            case Condition.In(Value of, var texts) ->
                certain("trim(%s) IN (%s)"
                        .formatted(
                                values.text(of),
                                texts.stream().map(it -> literal(it)).collect(joining(", "))));
            case Condition.StartsWith(Value of, String prefix) ->
                certain("starts_with(ltrim(%s), %s)".formatted(values.text(of), literal(prefix)));
            case Condition.Contains(Value of, String part) ->
                certain("contains(%s, %s)".formatted(values.text(of), literal(part)));
            case Condition.Empty(Value of) -> "(nullif(trim(%s), '') IS NULL)".formatted(values.text(of));
            case Condition.Signed(Value of, Condition.Sign sign) ->
                certain("%s %s 0".formatted(values.of(of), sign == Condition.Sign.POSITIVE ? ">" : "<"));
        };
    }

    private String joined(List<Condition> conditions, String word, String none) {
        return conditions.isEmpty() ? none : conditions.stream().map(this::of).collect(joining(word, "(", ")"));
    }

    private static String certain(String test) {
        return "coalesce(%s, false)".formatted(test);
    }
}
