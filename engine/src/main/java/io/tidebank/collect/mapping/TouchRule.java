package io.tidebank.collect.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A touch that rows of an input give.
 *
 * @param unless inputs of which the presence of any makes this touch superfluous
 * @param when which rows
 * @param identity what makes it the same touch when it comes again
 * @param kind its kind; a constant, or a value checked row by row
 * @param at when it happened
 * @param fields other columns of the touch by name, such as {@code amount}
 * @param ids identifiers by type, such as {@code user} or {@code phone#}
 * @param context what was around it, by name
 * @param properties the rest, by name
 */
public record TouchRule(
        Set<String> unless,
        Condition when,
        TouchIdentity identity,
        Value kind,
        Value at,
        Map<String, Value> fields,
        Map<String, Value> ids,
        Map<String, Value> context,
        Map<String, Value> properties) {

    public TouchRule {
        unless = Set.copyOf(unless);
        fields = new LinkedHashMap<>(fields);
        ids = new LinkedHashMap<>(ids);
        context = new LinkedHashMap<>(context);
        properties = new LinkedHashMap<>(properties);
    }

    /** A column of the touch that may not be there. */
    public Value field(String name) {
        return Objects.requireNonNullElse(fields.get(name), NOTHING);
    }

    /**
     * For a touch that stands for several rows the rule that gives each of these rows a touch of its own, such as an
     * order's line; the rows that come later are known by it.
     */
    public Optional<TouchRule> lineAmong(List<TouchRule> rules) {
        return identity instanceof TouchIdentity.Once(Value per)
                ? rules.stream()
                        .filter(rule -> rule.identity instanceof TouchIdentity.Lines(List<Value> key)
                                && key.getFirst().equals(per))
                        .findFirst()
                : Optional.empty();
    }

    /** What touches, their orders and their persons are known by. */
    public Stream<Value> keys() {
        return Stream.of(
                        identity.values().stream(),
                        Stream.of(field("order_id"), field("primary_id")),
                        ids.values().stream())
                .flatMap(it -> it);
    }

    /** All values that the rule uses, outermost only. */
    public Stream<Value> values() {
        return Stream.of(
                        when.values(),
                        identity.values().stream(),
                        Stream.of(kind, at),
                        fields.values().stream(),
                        ids.values().stream(),
                        context.values().stream(),
                        properties.values().stream())
                .flatMap(it -> it);
    }

    private static final Value NOTHING = new Value.Constant("");
}
