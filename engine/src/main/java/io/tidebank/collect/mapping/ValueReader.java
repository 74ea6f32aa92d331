package io.tidebank.collect.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads values; a bare text names a column. */
final class ValueReader {

    private static final Value NOTHING = new Value.Constant("");

    /** What may stand beside an operation; beside others nothing does. */
    private static final Map<String, Set<String>> BESIDE = Map.of(
            "from", Set.of("column", "value"),
            "hash", Set.of("as"),
            "concat", Set.of("with"),
            "translate", Set.of("to", "otherwise"),
            "time", Set.of("patterns", "zone"),
            "share", Set.of("by", "per"),
            "portion", Set.of("by", "per"));

    private final MappingDefaults defaults;
    private final Map<String, Map<String, Value>> named;
    private final MappingProblems problems;

    /** @param named values by input and name; filled by {@link #define} */
    ValueReader(MappingDefaults defaults, Map<String, Map<String, Value>> named, MappingProblems problems) {
        this.defaults = defaults;
        this.named = named;
        this.problems = problems;
    }

    boolean knows(String input) {
        return named.containsKey(input);
    }

    /** Reads an input's named values, in order: each may use those before it. */
    void define(String input, JsonNode values) {
        values.properties().forEach(it -> values(input).put(it.getKey(), read(input, it.getValue())));
    }

    Value text(String input, JsonNode node) {
        return read(input, node);
    }

    /** A number; a text is read as one. */
    Value number(String input, JsonNode node) {
        Value value = read(input, node);
        return value.type() == Value.Type.TEXT ? asNumber(value) : expect(Value.Type.NUMBER, value, node);
    }

    /** A moment; a text is read as one by the mapping's own patterns. */
    Value time(String input, JsonNode node) {
        Value value = read(input, node);
        return value.type() == Value.Type.TEXT
                ? new Value.Time(value, defaults.times(), defaults.zone())
                : expect(Value.Type.TIME, value, node);
    }

    private Value expect(Value.Type type, Value value, JsonNode node) {
        if (value.type() != type) {
            problems.add(node, "A %s is needed here, not a %s".formatted(lower(type), lower(value.type())));
        }
        return value;
    }

    private static String lower(Value.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private Value asNumber(Value value) {
        return value instanceof Value.From(String input, Value inner) && inner.type() == Value.Type.TEXT
                ? new Value.From(input, asNumber(inner))
                : new Value.Decimal(value, defaults.decimal());
    }

    Value read(String input, JsonNode node) {
        if (!node.isObject()) {
            return new Value.Column(node.asString());
        }
        String operation = node.propertyNames().iterator().next();
        JsonNode of = node.path(operation);
        checkBeside(operation, node);
        return switch (operation) {
            case "column" -> new Value.Column(of.asString());
            case "constant" -> new Value.Constant(of.asString());
            case "value" -> find(input, of);
            case "from" -> from(node, of);
            case "code" -> new Value.Code(text(input, of));
            case "slug" -> new Value.Slug(text(input, of));
            case "masked" -> new Value.Masked(text(input, of));
            case "hash" -> hashed(input, node, of);
            case "concat" -> new Value.Concat(all(input, of), node.path("with").asString(""));
            case "first" -> new Value.First(sameType(node, all(input, of)));
            case "translate" -> translated(input, node, of);
            case "number" -> asNumber(text(input, of));
            case "time" -> time(input, node, of);
            case "multiply" -> new Value.Product(number(input, of.path(0)), number(input, of.path(1)));
            case "subtract" -> new Value.Difference(number(input, of.path(0)), number(input, of.path(1)));
            case "add" -> new Value.Sum(numbers(input, of));
            case "least" -> new Value.Least(numbers(input, of));
            case "greatest" -> new Value.Greatest(numbers(input, of));
            case "absolute" -> new Value.Absolute(number(input, of));
            case "share" ->
                new Value.Share(number(input, of), number(input, node.path("by")), text(input, node.path("per")));
            case "portion" ->
                new Value.Portion(number(input, of), number(input, node.path("by")), number(input, node.path("per")));
            case "row_id" -> new Value.RowId();
            default ->
                fault(node, "'%s' comes after what it belongs to, such as 'time' or 'from'".formatted(operation));
        };
    }

    private List<Value> numbers(String input, JsonNode nodes) {
        return nodes.valueStream().map(node -> number(input, node)).toList();
    }

    private void checkBeside(String operation, JsonNode node) {
        Set<String> known = BESIDE.getOrDefault(operation, Set.of());
        node.propertyNames().stream()
                .filter(name -> !name.equals(operation) && !known.contains(name))
                .forEach(name -> problems.add(node, "'%s' does not belong to '%s'".formatted(name, operation)));
    }

    private Value find(String input, JsonNode name) {
        Value value = values(input).get(name.asString());
        return value == null
                ? fault(
                        name,
                        "No value '%s' above; there is %s"
                                .formatted(name.asString(), values(input).keySet()))
                : value;
    }

    private Value from(JsonNode node, JsonNode input) {
        if (!knows(input.asString())) {
            return fault(input, "No input '%s'; there is %s".formatted(input.asString(), named.keySet()));
        }
        JsonNode value = node.path("value");
        return new Value.From(
                input.asString(),
                value.isMissingNode()
                        ? new Value.Column(node.path("column").asString())
                        : find(input.asString(), value));
    }

    private Value hashed(String input, JsonNode node, JsonNode of) {
        String kind = node.path("as").asString("").toUpperCase(Locale.ROOT);
        for (PersonalKind known : PersonalKind.values()) {
            if (known.name().equals(kind)) {
                return hashed(text(input, of), known);
            }
        }
        return fault(node, "'hash' needs 'as': phone, email, name or address");
    }

    Value hashed(Value of, PersonalKind kind) {
        return new Value.Hashed(of, kind, defaults.callingCode());
    }

    private Value translated(String input, JsonNode node, JsonNode of) {
        Map<String, String> to = new LinkedHashMap<>();
        node.path("to")
                .properties()
                .forEach(it -> to.put(it.getKey(), it.getValue().asString()));
        return new Value.Translated(text(input, of), to, optionalText(node.path("otherwise")));
    }

    private Value time(String input, JsonNode node, JsonNode of) {
        List<String> patterns = texts(node.path("patterns"));
        String zone = node.path("zone").asString(defaults.zone());
        checkZone(node, zone, problems);
        for (String pattern : patterns) {
            TimePattern.fault(pattern).ifPresent(fault -> problems.add(node, fault));
        }
        return new Value.Time(text(input, of), patterns.isEmpty() ? defaults.times() : patterns, zone);
    }

    private List<Value> all(String input, JsonNode list) {
        List<Value> values = new ArrayList<>();
        list.forEach(it -> values.add(read(input, it)));
        return values;
    }

    private List<Value> sameType(JsonNode node, List<Value> values) {
        Value.Type type = values.getFirst().type();
        for (Value value : values) {
            if (value.type() != type) {
                problems.add(node, "All values must be of one type");
            }
        }
        return values;
    }

    private Map<String, Value> values(String input) {
        return named.computeIfAbsent(input, it -> new LinkedHashMap<>());
    }

    private Value fault(JsonNode node, String fault) {
        problems.add(node, fault);
        return NOTHING;
    }

    static void checkZone(JsonNode node, String zone, MappingProblems problems) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add(node, "No time zone '%s'; such as Europe/London, Asia/Shanghai, UTC".formatted(zone));
        }
    }

    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(it -> texts.add(it.asString()));
        return texts;
    }

    private static @Nullable String optionalText(JsonNode node) {
        return node.isMissingNode() ? null : node.asString();
    }
}
