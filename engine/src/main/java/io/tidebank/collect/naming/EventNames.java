package io.tidebank.collect.naming;

import io.tidebank.collect.protocol.CallType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a brand: what each call and each event name becomes. Case, blanks, underscores and dashes are alike. */
public final class EventNames {

    private static final int MOST_REMEMBERED = 20_000;

    private final Map<CallType, EventRule> calls;
    private final Map<String, EventRule> rules;
    private final EventRule unknown;
    private final Touchpoints touchpoints;
    private final ConcurrentHashMap<String, EventRule> found = new ConcurrentHashMap<>();

    /**
     * Puts rules together.
     *
     * @param calls for every type but track
     * @param rules by event name as {@link #key} writes it
     * @param unknown for all other names
     */
    EventNames(
            Map<CallType, EventRule> calls, Map<String, EventRule> rules, EventRule unknown, Touchpoints touchpoints) {
        this.calls = new EnumMap<>(calls);
        this.rules = new HashMap<>(rules);
        this.unknown = unknown;
        this.touchpoints = touchpoints;
    }

    /** How touchpoints are found. */
    public Touchpoints touchpoints() {
        return touchpoints;
    }

    /** The rule of a call that is no track. */
    public EventRule call(CallType type) {
        return calls.getOrDefault(type, unknown);
    }

    /** The rule of an event name; null if nobody mapped it. */
    public @Nullable EventRule find(String name) {
        EventRule rule = found.get(name);
        if (rule == null) {
            rule = rules.getOrDefault(key(name), unknown);
            if (found.size() < MOST_REMEMBERED) {
                found.put(name, rule);
            }
        }
        return isUnknown(rule) ? null : rule;
    }

    @SuppressWarnings("ReferenceEquality") // one and the same object, or a rule that somebody wrote
    private boolean isUnknown(EventRule rule) {
        return rule == unknown;
    }

    /** The properties in which any rule finds identifiers. */
    public Set<String> identifying() {
        return Stream.concat(rules.values().stream(), calls.values().stream())
                .flatMap(rule -> rule.ids().values().stream())
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /** The rule for names that nobody mapped. */
    public EventRule unknown() {
        return unknown;
    }

    /** The name as it is compared. */
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }
}
