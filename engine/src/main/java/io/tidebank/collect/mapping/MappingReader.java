package io.tidebank.collect.mapping;

import io.tidebank.collect.mapping.MappingInput.Carry;
import io.tidebank.collect.mapping.MappingInput.Header;
import io.tidebank.collect.mapping.MappingInput.Lookup;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.MethodSchema;
import io.tidebank.touch.TouchKinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads mapping files: shape by JSON schema, meaning here; every fault with its file, line and field. */
public final class MappingReader {

    private static final String SCHEMA = "schemas/mapping.schema.json";

    private final MethodSchema schema;
    private final TouchKinds kinds;
    private final MappingScope scope;

    public MappingReader(MethodFiles methods, TouchKinds kinds, MappingScope scope) {
        this.schema = new MethodSchema(methods.read(SCHEMA), MappingError.MAPPING_INVALID);
        this.kinds = kinds;
        this.scope = scope;
    }

    /** @param name name of the file, for messages and as the default name of the source */
    public Mapping read(String name, String text) {
        MethodDocument document = schema.read(name, text);
        MappingProblems problems = new MappingProblems(document);
        Mapping mapping = mapping(name, document.root(), problems);
        problems.throwIfAny();
        return mapping;
    }

    private Mapping mapping(String file, JsonNode root, MappingProblems problems) {
        String zone = root.path("zone").asString("brand");
        MappingDefaults defaults = new MappingDefaults(
                zone.equals("brand") ? scope.zone().getId() : zone,
                ValueReader.texts(root.path("times")),
                root.path("decimal").asString(".").charAt(0),
                root.path("calling_code").asString(""));
        ValueReader.checkZone(root.path("zone"), defaults.zone(), problems);
        String currency = root.path("currency").asString("brand");
        List<MappingInput> inputs = new ArrayList<>();
        Map<String, Map<String, Value>> named = new HashMap<>();
        for (JsonNode node : root.path("inputs")) {
            named.put(node.path("name").asString(), new LinkedHashMap<>());
        }
        ValueReader values = new ValueReader(defaults, named, problems);
        for (JsonNode node : root.path("inputs")) {
            values.define(node.path("name").asString(), node.path("values"));
        }
        String money = currency.equals("brand") ? scope.currency() : currency;
        TouchRuleReader touches = new TouchRuleReader(values, kinds, money, problems);
        CostRuleReader costs = new CostRuleReader(values, defaults.zone(), money, problems);
        for (JsonNode node : root.path("inputs")) {
            String input = node.path("name").asString();
            inputs.add(
                    input(node, lookups(node, values, problems), touches.read(input, node), costs.read(input, node)));
        }
        boolean touching = inputs.stream().anyMatch(input -> !input.touches().isEmpty());
        if (touching && inputs.stream().anyMatch(input -> input.cost() != null)) {
            problems.add(root.path("inputs"), "A mapping gives touches or costs, not both: write two");
        }
        String name = root.path("name").asString(file);
        return new Mapping(
                name,
                root.path("title").path("en").asString(name),
                root.path("source").asString(name),
                inputs);
    }

    private static List<Lookup> lookups(JsonNode node, ValueReader values, MappingProblems problems) {
        List<Lookup> lookups = new ArrayList<>();
        for (JsonNode lookup : node.path("lookups")) {
            String other = lookup.path("input").asString();
            if (!values.knows(other)) {
                problems.add(lookup, "No input '%s'".formatted(other));
            }
            Map<String, String> on = new LinkedHashMap<>();
            lookup.path("on")
                    .properties()
                    .forEach(it -> on.put(it.getKey(), it.getValue().asString()));
            lookups.add(new Lookup(other, on, lookup.path("required").asBoolean(false)));
        }
        return lookups;
    }

    private static MappingInput input(
            JsonNode node, List<Lookup> lookups, List<TouchRule> touches, @Nullable CostRule cost) {
        JsonNode carry = node.path("carry");
        return new MappingInput(
                node.path("name").asString(),
                node.path("headers")
                        .valueStream()
                        .map(it -> new Header(it.isArray() ? ValueReader.texts(it) : List.of(it.asString())))
                        .toList(),
                ValueReader.texts(node.path("columns")),
                node.path("optional").asBoolean(false),
                node.path("unmatched").asString("quarantine").equals("skip"),
                ValueReader.texts(node.path("nulls")),
                carry.isMissingNode()
                        ? null
                        : new Carry(carry.path("by").asString(), ValueReader.texts(carry.path("columns"))),
                lookups,
                touches,
                cost);
    }
}
