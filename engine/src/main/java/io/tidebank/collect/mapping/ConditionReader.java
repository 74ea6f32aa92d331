package io.tidebank.collect.mapping;

import io.tidebank.collect.mapping.Condition.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads conditions; a list of them means all. */
final class ConditionReader {

    private final ValueReader values;
    private final MappingProblems problems;

    ConditionReader(ValueReader values, MappingProblems problems) {
        this.values = values;
        this.problems = problems;
    }

    Condition read(String input, JsonNode node) {
        if (node.isArray()) {
            return new Condition.AllOf(all(input, node));
        }
        if (node.has("any")) {
            return new Condition.AnyOf(all(input, node.path("any")));
        }
        if (node.has("not")) {
            return new Condition.Not(read(input, node.path("not")));
        }
        return test(input, node);
    }

    private Condition test(String input, JsonNode node) {
        JsonNode of = node.path("of");
        if (node.has("is")) {
            return new Condition.In(
                    values.text(input, of), List.of(node.path("is").asString()));
        }
        if (node.has("in")) {
            return new Condition.In(values.text(input, of), ValueReader.texts(node.path("in")));
        }
        if (node.has("starts_with")) {
            return new Condition.StartsWith(
                    values.text(input, of), node.path("starts_with").asString());
        }
        if (node.has("contains")) {
            return new Condition.Contains(
                    values.text(input, of), node.path("contains").asString());
        }
        if (node.has("sign")) {
            Sign sign = Sign.valueOf(node.path("sign").asString().toUpperCase(Locale.ROOT));
            return new Condition.Signed(values.number(input, of), sign);
        }
        if (node.has("empty")) {
            Condition empty = new Condition.Empty(values.text(input, of));
            return node.path("empty").asBoolean() ? empty : new Condition.Not(empty);
        }
        problems.add(node, "A condition needs one of is, in, starts_with, contains, sign, empty, any, not");
        return Condition.always();
    }

    private List<Condition> all(String input, JsonNode nodes) {
        List<Condition> conditions = new ArrayList<>();
        nodes.forEach(it -> conditions.add(read(input, it)));
        return conditions;
    }
}
