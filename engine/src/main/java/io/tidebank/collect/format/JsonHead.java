package io.tidebank.collect.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names and first values in JSON lines; what is inside an object is named by its path, as in {@code user.id}. */
final class JsonHead {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SAMPLE_LINES = 200;

    private JsonHead() {}

    static List<List<String>> sample(String head) {
        List<Map<String, String>> records = objects(head).stream()
                .map(object -> collect(object, "", new LinkedHashMap<>()))
                .toList();
        Set<String> names = new LinkedHashSet<>();
        records.forEach(record -> names.addAll(record.keySet()));
        List<List<String>> sample = new ArrayList<>();
        sample.add(List.copyOf(names));
        for (Map<String, String> record : records) {
            sample.add(names.stream().map(name -> record.getOrDefault(name, "")).toList());
        }
        return sample;
    }

    private static List<JsonNode> objects(String head) {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : head.lines().limit(SAMPLE_LINES).toList()) {
            try {
                objects.add(JSON.readTree(line));
            } catch (JacksonException e) {
                // A broken line is found again, and quarantined, when all lines are read; here it only names nothing.
            }
        }
        return objects;
    }

    private static Map<String, String> collect(JsonNode node, String prefix, Map<String, String> values) {
        node.properties().forEach(property -> {
            String name = prefix + property.getKey();
            if (property.getValue().isObject()) {
                collect(property.getValue(), name + ".", values);
            } else {
                values.put(name, property.getValue().asString(""));
            }
        });
        return values;
    }
}
