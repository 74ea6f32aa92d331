package io.tidebank.collect.mapping;

import io.tidebank.touch.TouchKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** Reads the touches of an input; what stands under {@code every_touch} holds for each that does not say otherwise. */
final class TouchRuleReader {

    private static final Set<String> NUMBERS = Set.of("quantity", "amount", "amount_home", "polarity");
    private static final List<String> FIELDS = List.of(
            "name",
            "touchpoint",
            "primary_id",
            "item",
            "category",
            "product_line",
            "store",
            "market",
            "quantity",
            "amount",
            "amount_home",
            "currency",
            "order_id",
            "play_id",
            "content_id",
            "polarity");

    /** What a touch may be known by. */
    private static final List<String> IDENTITIES = List.of("touch_id", "once_per", "total_per", "key");

    private final ValueReader values;
    private final ConditionReader conditions;
    private final TouchKinds kinds;
    private final String currency;
    private final MappingProblems problems;

    TouchRuleReader(ValueReader values, TouchKinds kinds, String currency, MappingProblems problems) {
        this.values = values;
        this.conditions = new ConditionReader(values, problems);
        this.kinds = kinds;
        this.currency = currency;
        this.problems = problems;
    }

    List<TouchRule> read(String input, JsonNode node) {
        List<TouchRule> rules = new ArrayList<>();
        for (JsonNode touch : node.path("touches")) {
            rules.add(rule(input, touch, node.path("every_touch")));
        }
        return rules;
    }

    private TouchRule rule(String input, JsonNode touch, JsonNode every) {
        JsonNode when = touch.path("when");
        JsonNode at = either(touch, every, "at");
        JsonNode kind = either(touch, every, "kind");
        if (at.isMissingNode() || kind.isMissingNode()) {
            problems.add(touch, "A touch needs 'at' and 'kind'");
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            JsonNode value = either(touch, every, field);
            if (!value.isMissingNode() && !value.isNull()) {
                fields.put(field, NUMBERS.contains(field) ? values.number(input, value) : values.text(input, value));
            }
        }
        if (fields.containsKey("amount")) {
            Value money = new Value.Constant(currency);
            fields.merge("currency", money, (own, fallback) -> new Value.First(List.of(own, fallback)));
        }
        JsonNode unless = touch.path("unless");
        return new TouchRule(
                Set.copyOf(unless.isString() ? List.of(unless.asString()) : ValueReader.texts(unless)),
                when.isMissingNode() ? Condition.always() : conditions.read(input, when),
                identity(input, touch),
                kind(input, kind),
                values.time(input, at),
                fields,
                identifiers(named(input, either(touch, every, "ids"), values::text)),
                named(input, either(touch, every, "context"), values::text),
                named(input, either(touch, every, "properties"), values::text));
    }

    private static JsonNode either(JsonNode touch, JsonNode every, String field) {
        return touch.has(field) ? touch.path(field) : every.path(field);
    }

    /** A bare text is a kind here, not a column: kinds are written in mappings far more often than read from data. */
    private Value kind(String input, JsonNode node) {
        if (node.isObject()) {
            return values.text(input, node);
        }
        String kind = node.asString("");
        if (kinds.code(kind) < 0) {
            problems.add(node, "No kind '%s' in touch-kinds.yaml".formatted(kind));
        }
        return new Value.Constant(kind);
    }

    private TouchIdentity identity(String input, JsonNode touch) {
        List<String> several = IDENTITIES.stream().filter(touch::has).toList();
        if (several.size() > 1) {
            problems.add(touch, "A touch is known in one way, not by %s".formatted(String.join(" and ", several)));
        }
        if (touch.has("touch_id")) {
            return new TouchIdentity.Sender(values.text(input, touch.path("touch_id")));
        }
        if (touch.has("once_per")) {
            return new TouchIdentity.Once(values.text(input, touch.path("once_per")));
        }
        if (touch.has("total_per")) {
            return new TouchIdentity.Total(values.text(input, touch.path("total_per")));
        }
        if (touch.has("key")) {
            List<Value> key = new ArrayList<>();
            touch.path("key").forEach(it -> key.add(values.text(input, it)));
            return new TouchIdentity.Lines(key);
        }
        return new TouchIdentity.Row();
    }

    /** Types that end in '#' are hashes, whatever the mapping says about the value. */
    private Map<String, Value> identifiers(Map<String, Value> ids) {
        ids.computeIfPresent("phone#", (type, value) -> values.hashed(value, PersonalKind.PHONE));
        ids.computeIfPresent("email#", (type, value) -> values.hashed(value, PersonalKind.EMAIL));
        return ids;
    }

    private static Map<String, Value> named(String input, JsonNode node, BiFunction<String, JsonNode, Value> read) {
        Map<String, Value> named = new LinkedHashMap<>();
        node.properties().forEach(it -> named.put(it.getKey(), read.apply(input, it.getValue())));
        return named;
    }
}
