package io.tidebank.method;

import io.tidebank.error.TidebankException;
import io.tidebank.touch.TouchKind;
import io.tidebank.touch.TouchKinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code touch-kinds.yaml}, the vocabulary of kinds. */
public final class TouchKindsFile {

    /** Where the file lies among the method files. */
    public static final String PATH = "touch-kinds.yaml";

    private static final YAMLMapper YAML = new YAMLMapper();

    private TouchKindsFile() {}

    /** The vocabulary of a home. */
    public static TouchKinds read(MethodFiles methods) {
        return parse(methods.read(PATH));
    }

    /** The vocabulary in a text; every fault is named. */
    static TouchKinds parse(String yaml) {
        JsonNode file = tree(yaml);
        List<String> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<TouchKind> kinds = new ArrayList<>();
        if (!file.path("version").isInt()) {
            faults.add("version is not a whole number");
        }
        for (JsonNode entry : file.path("kinds")) {
            String where = "kinds[%d]".formatted(kinds.size());
            String name = text(entry, "kind", where, faults);
            if (!names.add(name)) {
                faults.add("%s: '%s' is there twice".formatted(where, name));
            }
            kinds.add(new TouchKind(
                    kinds.size(),
                    name,
                    text(entry, "family", where, faults),
                    text(entry, "en", where, faults),
                    text(entry, "zh", where, faults)));
        }
        if (kinds.isEmpty()) {
            faults.add("kinds is not a list with entries");
        }
        if (!faults.isEmpty()) {
            throw invalid(String.join("; ", faults), null);
        }
        return new TouchKinds(file.path("version").intValue(), kinds);
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw invalid(e.getOriginalMessage(), e);
        }
    }

    private static String text(JsonNode entry, String field, String where, List<String> faults) {
        JsonNode value = entry.path(field);
        if (!value.isString() || value.stringValue().isBlank()) {
            faults.add("%s: %s is missing".formatted(where, field));
            return where;
        }
        return value.stringValue();
    }

    private static TidebankException invalid(String fault, @Nullable Throwable cause) {
        return new TidebankException(MethodError.METHOD_INVALID, "%s: %s".formatted(PATH, fault), cause);
    }
}
