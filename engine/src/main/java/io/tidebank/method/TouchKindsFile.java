package io.tidebank.method;

import io.tidebank.touch.TouchKind;
import io.tidebank.touch.TouchKinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads {@code touch-kinds.yaml}, the vocabulary of kinds. */
public final class TouchKindsFile {

    /** Where the file lies among the method files. */
    public static final String PATH = "touch-kinds.yaml";

    private static final String SCHEMA = "schemas/touch-kinds.schema.json";

    /** Kinds that mean something to the code itself: it asks for them by name. */
    private static final List<String> NAMED_IN_CODE = List.of(
            "subscribe",
            "unsubscribe",
            "follow",
            "unfollow",
            "join",
            "leave",
            "group_join",
            "group_leave",
            "deposit",
            "order",
            "pay",
            "cancel",
            "refund",
            "custom");

    private TouchKindsFile() {}

    /** The vocabulary of a home; every fault is named. */
    public static TouchKinds read(MethodFiles methods) {
        MethodDocument document = MethodDocument.read(PATH, methods.read(PATH), methods.read(SCHEMA));
        List<String> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<TouchKind> kinds = new ArrayList<>();
        for (JsonNode entry : document.root().path("kinds")) {
            String name = entry.path("kind").asString();
            if (!names.add(name)) {
                faults.add(
                        document.fault(List.of("kinds", kinds.size(), "kind"), "'%s' is there twice".formatted(name)));
            }
            kinds.add(new TouchKind(
                    kinds.size(),
                    name,
                    entry.path("family").asString(),
                    entry.path("en").asString(),
                    entry.path("zh").asString()));
        }
        for (String name : NAMED_IN_CODE) {
            if (!names.contains(name)) {
                faults.add(document.fault(
                        List.of("kinds"), "'%s' is missing, which Tidebank itself asks for".formatted(name)));
            }
        }
        document.refuse(faults);
        return new TouchKinds(document.root().path("version").intValue(), kinds);
    }
}
