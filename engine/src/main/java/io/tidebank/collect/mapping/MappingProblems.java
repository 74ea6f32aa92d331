package io.tidebank.collect.mapping;

import io.tidebank.method.MethodDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Collects what the schema cannot find in one mapping file, so that it can be told together. */
final class MappingProblems {

    private final MethodDocument document;
    private final Set<String> faults = new LinkedHashSet<>();

    MappingProblems(MethodDocument document) {
        this.document = document;
    }

    void add(JsonNode node, String fault) {
        faults.add(document.fault(node, fault));
    }

    /** Ends the reading if there is any fault. */
    void throwIfAny() {
        document.refuse(List.copyOf(faults));
    }
}
