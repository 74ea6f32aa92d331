package io.tidebank.collect.naming;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a brand expects its events to look like: a JSON schema for the properties of some event names, in
 * {@code methods/tracking/BRAND.yaml}. Schemas refer to nothing outside themselves.
 */
public final class TrackingPlan {

    private static final String FOLDER = "tracking";
    private static final String FILE_SCHEMA = "schemas/tracking.schema.json";
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MOST_FAULTS = 5;

    private final Map<String, Entry> entries;

    /** What happens to an event that is not as planned. */
    public enum Mode {
        OFF,
        /** It is kept, and says what is wrong. */
        FLAG,
        QUARANTINE
    }

    /**
     * What the plan says of one event.
     *
     * @param mode what happens now
     * @param fields places that are not as planned; none of their values
     */
    public record Verdict(Mode mode, List<String> fields) {

        static final Verdict FINE = new Verdict(Mode.OFF, List.of());

        public Verdict {
            fields = List.copyOf(fields);
        }
    }

    private record Entry(Mode mode, Schema schema) {}

    private TrackingPlan(Map<String, Entry> entries) {
        this.entries = Map.copyOf(entries);
    }

    /** The plan of a brand; an empty one if it has none. */
    public static TrackingPlan read(MethodFiles methods, String brand) {
        if (!methods.list(FOLDER).contains(brand)) {
            return new TrackingPlan(Map.of());
        }
        String path = FOLDER + "/" + brand + ".yaml";
        MethodDocument document = MethodDocument.read(path, methods.read(path), methods.read(FILE_SCHEMA));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<String, Entry> entries = new HashMap<>();
        List<String> faults = new ArrayList<>();
        String usual = document.root().path("mode").asString("flag");
        document.root().path("events").forEachEntry((name, entry) -> {
            Mode mode = Mode.valueOf(entry.path("mode").asString(usual).toUpperCase(Locale.ROOT));
            JsonNode schema = entry.path("schema");
            List<Object> place = List.of("events", name, "schema");
            if (!standsByItself(schema, schema)) {
                faults.add(document.fault(place, "every $ref has to lead to a place in this schema: '#/...'"));
                return;
            }
            try {
                Schema compiled = registry.getSchema(schema);
                compiled.initializeValidators();
                entries.put(EventNames.key(name), new Entry(mode, compiled));
            } catch (SchemaException | JacksonException e) {
                faults.add(document.fault(place, "this is no JSON schema: " + e.getMessage()));
            }
        });
        document.refuse(faults);
        return new TrackingPlan(entries);
    }

    /** Whether all references lead to places inside: nothing is fetched, and none is found missing when events come. */
    private static boolean standsByItself(JsonNode schema, JsonNode node) {
        for (String keyword : List.of("$ref", "$dynamicRef", "$schema", "$id")) {
            JsonNode reference = node.path(keyword);
            if (!reference.isString()) {
                continue;
            }
            String text = reference.stringValue();
            boolean inside = text.equals("#")
                    || (text.startsWith("#/") && !schema.at(text.substring(1)).isMissingNode());
            boolean dialect = keyword.equals("$schema") && text.startsWith(DIALECT);
            if (!inside && !dialect) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!standsByItself(schema, child)) {
                return false;
            }
        }
        return true;
    }

    /** Holds the properties of an event against the plan. */
    public Verdict check(String name, ObjectNode properties) {
        if (entries.isEmpty()) {
            return Verdict.FINE;
        }
        Entry entry = entries.get(EventNames.key(name));
        if (entry == null || entry.mode() == Mode.OFF) {
            return Verdict.FINE;
        }
        List<String> faults = faults(entry.schema(), properties);
        return faults.isEmpty() ? Verdict.FINE : new Verdict(entry.mode(), faults);
    }

    private static List<String> faults(Schema schema, ObjectNode properties) {
        try {
            return schema.validate(properties).stream()
                    .limit(MOST_FAULTS)
                    .map(TrackingPlan::place)
                    .toList();
        } catch (JsonNodeException e) {
            // Written with an exponent, and beyond the whole numbers that bounds of whole numbers are held against.
            String place = place(e.getNode(), properties, "");
            return List.of("properties%s: type".formatted(place == null ? "" : place));
        }
    }

    /** Where a value stands in another; null if it does not. */
    @SuppressWarnings("ReferenceEquality") // this very node: equal ones may stand elsewhere
    private static @Nullable String place(JsonNode value, JsonNode within, String path) {
        if (within == value) {
            return path;
        }
        Iterator<String> names = within.isObject() ? within.propertyNames().iterator() : Collections.emptyIterator();
        int index = 0;
        for (JsonNode child : within) {
            String place = place(value, child, path + "/" + (names.hasNext() ? names.next() : index));
            if (place != null) {
                return place;
            }
            index++;
        }
        return null;
    }

    private static String place(Error error) {
        String place = error.getInstanceLocation() + (error.getProperty() == null ? "" : "/" + error.getProperty());
        return "properties%s: %s".formatted(place, error.getKeyword());
    }
}
