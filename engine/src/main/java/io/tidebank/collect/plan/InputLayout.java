package io.tidebank.collect.plan;

import io.tidebank.collect.mapping.CostRule;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingInput;
import io.tidebank.collect.mapping.MappingInput.Carry;
import io.tidebank.collect.mapping.MappingInput.Lookup;
import io.tidebank.collect.mapping.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of an input a mapping uses, and how they are called in SQL: {@code c0, c1 ...} for texts as they stand
 * in the file, {@code v0, v1 ...} for numbers and times read from them. Every file of the input has the same layout.
 */
final class InputLayout {

    private final List<String> columns = new ArrayList<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<Value> parsed = new ArrayList<>();
    private final List<Value.Hashed> hashed = new ArrayList<>();

    private InputLayout() {}

    /** The layouts of all inputs of a mapping, by name. */
    static Map<String, InputLayout> of(Mapping mapping) {
        Map<String, InputLayout> layouts = new LinkedHashMap<>();
        mapping.inputs().forEach(input -> layouts.put(input.name(), new InputLayout()));
        for (MappingInput input : mapping.inputs()) {
            InputLayout layout = layouts.getOrDefault(input.name(), new InputLayout());
            input.touches().forEach(rule -> rule.values().forEach(value -> layout.collect(value, layouts)));
            input.touches().forEach(rule -> rule.keys().forEach(value -> layout.collectKeys(value, layouts)));
            CostRule cost = input.cost();
            if (cost != null) {
                cost.values().forEach(value -> layout.collect(value, layouts));
                cost.keys().forEach(value -> layout.collectKeys(value, layouts));
            }
            Carry carry = input.carry();
            if (carry != null) {
                layout.useKey(carry.by());
            }
            for (Lookup lookup : input.lookups()) {
                lookup.on().keySet().forEach(layout::useKey);
                InputLayout other = layouts.getOrDefault(lookup.input(), new InputLayout());
                lookup.on().values().forEach(other::useKey);
            }
        }
        return layouts;
    }

    private void collect(Value value, Map<String, InputLayout> layouts) {
        switch (value) {
            case Value.From(String input, Value inner) -> {
                InputLayout other = layouts.get(input);
                if (other != null) {
                    other.collect(inner, layouts);
                }
            }
            case Value.Decimal number -> parse(number);
            case Value.Time time -> parse(time);
            case Value.Column(String name) -> useText(name);
            case Value.Hashed hash
            when hash.of() instanceof Value.Column(String name) -> {
                useText(name);
                if (!hashed.contains(hash)) {
                    hashed.add(hash);
                }
            }
            default -> value.parts().forEach(part -> collect(part, layouts));
        }
    }

    /** Numbers and times are no ids; what is hashed is normalised first, and an id with an exponent comes to nothing there. */
    private void collectKeys(Value value, Map<String, InputLayout> layouts) {
        switch (value) {
            case Value.From(String input, Value inner) -> {
                InputLayout other = layouts.get(input);
                if (other != null) {
                    other.collectKeys(inner, layouts);
                }
            }
            case Value.Column(String name) -> useKey(name);
            case Value.Decimal _, Value.Time _, Value.Hashed _ -> {}
            default -> value.parts().forEach(part -> collectKeys(part, layouts));
        }
    }

    private void parse(Value value) {
        if (!parsed.contains(value)) {
            parsed.add(value);
            columnsOf(value).forEach(this::use);
        }
    }

    private void useText(String column) {
        use(column);
        texts.add(column);
    }

    private void useKey(String column) {
        useText(column);
        keys.add(column);
    }

    private void use(String column) {
        if (!columns.contains(column)) {
            columns.add(column);
        }
    }

    /** Names of the columns used, in the order of their SQL names. */
    List<String> columns() {
        return columns;
    }

    /** Columns by whose texts orders, lines, persons or rows of other inputs are known. */
    Set<String> keys() {
        return keys;
    }

    /** Numbers and times, in the order of their SQL names. */
    List<Value> parsed() {
        return parsed;
    }

    /** Personal columns, in the order of the SQL names of their hashes: {@code h0, h1 ...}. */
    List<Value.Hashed> hashed() {
        return hashed;
    }

    /** Whether the text of a column is needed once numbers and times are read. */
    boolean keepsText(String column) {
        return texts.contains(column);
    }

    String column(String name) {
        return "c" + columns.indexOf(name);
    }

    String parsed(Value value) {
        return "v" + parsed.indexOf(value);
    }

    /** The columns that a value is read from, in order. */
    static List<String> columnsOf(Value value) {
        if (value instanceof Value.Column(String name)) {
            return List.of(name);
        }
        return value.parts().stream()
                .flatMap(part -> columnsOf(part).stream())
                .distinct()
                .toList();
    }
}
