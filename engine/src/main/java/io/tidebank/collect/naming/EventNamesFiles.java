package io.tidebank.collect.naming;

import io.tidebank.collect.naming.EventRule.Amount;
import io.tidebank.collect.naming.EventRule.NoAmount;
import io.tidebank.collect.naming.EventRule.Price;
import io.tidebank.collect.naming.EventRule.Revenue;
import io.tidebank.collect.naming.EventRule.Stated;
import io.tidebank.collect.naming.EventRule.Way;
import io.tidebank.collect.protocol.CallType;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import io.tidebank.touch.TouchKinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the files under {@code methods/events}: the shipped one first, then the brand's own in the order of their names,
 * of which each adds names and replaces what was said before.
 */
public final class EventNamesFiles {

    private static final String FOLDER = "events";
    private static final String SHIPPED = "segment";
    private static final String SCHEMA = "schemas/events.schema.json";
    private static final String UNKNOWN = "custom";

    private final MethodFiles methods;
    private final TouchKinds kinds;
    private final Map<CallType, EventRule> calls = new EnumMap<>(CallType.class);
    private final Map<String, EventRule> rules = new HashMap<>();
    private final Map<String, String> media = new HashMap<>();
    private final Map<String, String> referrers = new HashMap<>();
    private FieldNames fields = new FieldNames(Map.of());

    private EventNamesFiles(MethodFiles methods, TouchKinds kinds) {
        this.methods = methods;
        this.kinds = kinds;
    }

    /** The rules for a brand; METHOD_INVALID with every fault of the first file that has any. */
    public static EventNames read(MethodFiles methods, TouchKinds kinds, String brand) {
        EventNamesFiles files = new EventNamesFiles(methods, kinds);
        String schema = methods.read(SCHEMA);
        files.add(SHIPPED, schema, brand);
        for (String name : methods.list(FOLDER)) {
            if (!name.equals(SHIPPED)) {
                files.add(name, schema, brand);
            }
        }
        EventRule unknown = files.rule(kinds.kind(kinds.code(UNKNOWN)));
        return new EventNames(files.calls, files.rules, unknown, new Touchpoints(files.media, files.referrers));
    }

    private EventRule rule(String kind) {
        return new EventRule(kind, null, new NoAmount(), null, null, fields, Map.of(), null, null, null);
    }

    private void add(String name, String schema, String brand) {
        String path = FOLDER + "/" + name + ".yaml";
        MethodDocument document = MethodDocument.read(path, methods.read(path), schema);
        JsonNode root = document.root();
        List<String> brands = texts(root.path("brands"));
        if (!brands.isEmpty() && !brands.contains(brand)) {
            return;
        }
        List<String> faults = new ArrayList<>();
        fields = fields.with(fields(root.path("fields")));
        root.path("touchpoints").path("media").forEachEntry((medium, family) -> media.put(lower(medium), text(family)));
        root.path("touchpoints").path("referrers").forEachEntry((host, way) -> referrers.put(lower(host), text(way)));
        root.path("calls").forEachEntry((type, rule) -> {
            CallType call = CallType.named(type);
            if (call != null) {
                calls.put(call, rule(rule, List.of("calls", type), document, faults));
            }
        });
        Set<String> said = new HashSet<>();
        for (int i = 0; i < root.path("rules").size(); i++) {
            named(root.path("rules").get(i), i, document, said, faults);
        }
        document.refuse(faults);
    }

    private void named(JsonNode entry, int index, MethodDocument document, Set<String> said, List<String> faults) {
        EventRule rule = rule(entry, List.of("rules", index), document, faults);
        List<String> names = texts(entry.path("names"));
        for (int i = 0; i < names.size(); i++) {
            String key = EventNames.key(names.get(i));
            if (!said.add(key)) {
                faults.add(document.fault(
                        List.of("rules", index, "names", i), "'%s' is in this file twice".formatted(names.get(i))));
            }
            rules.put(key, rule);
        }
    }

    private EventRule rule(JsonNode entry, List<Object> path, MethodDocument document, List<String> faults) {
        for (String field : List.of("kind", "also", "unstated")) {
            String kind = optional(entry, field);
            if (kind != null && kinds.code(kind) < 0) {
                List<Object> place = new ArrayList<>(path);
                place.add(field);
                faults.add(document.fault(place, "there is no kind '%s' in touch-kinds.yaml".formatted(kind)));
            }
        }
        return new EventRule(
                text(entry.path("kind")),
                optional(entry, "lines"),
                amount(entry.path("amount")),
                optional(entry, "also"),
                optional(entry, "unstated"),
                fields.with(fields(entry.path("fields"))),
                ids(entry.path("ids")),
                optional(entry, "polarity"),
                way(entry.path("touchpoint")),
                optional(entry, "once_per"));
    }

    private static Amount amount(JsonNode amount) {
        if (amount.isArray()) {
            return new Stated(texts(amount));
        }
        return switch (amount.asString("")) {
            case "price" -> new Price();
            case "revenue" -> new Revenue();
            default -> new NoAmount();
        };
    }

    private static @Nullable Way way(JsonNode way) {
        return way.isObject() ? new Way(text(way.path("family")), texts(way.path("from"))) : null;
    }

    private static Map<TouchField, List<String>> fields(JsonNode entry) {
        Map<TouchField, List<String>> fields = new EnumMap<>(TouchField.class);
        Arrays.stream(TouchField.values())
                .filter(field -> entry.has(field.column()))
                .forEach(field -> fields.put(field, texts(entry.path(field.column()))));
        return fields;
    }

    private static Map<String, List<String>> ids(JsonNode entry) {
        Map<String, List<String>> ids = new HashMap<>();
        entry.forEachEntry((type, names) -> ids.put(type, texts(names)));
        return ids;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static String text(JsonNode value) {
        return value.asString("");
    }

    private static @Nullable String optional(JsonNode entry, String field) {
        return entry.has(field) ? text(entry.path(field)) : null;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
