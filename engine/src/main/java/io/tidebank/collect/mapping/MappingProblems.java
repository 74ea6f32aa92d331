package io.tidebank.collect.mapping;

import com.networknt.schema.serialization.node.TokenStreamLocationAware;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Collects the faults of one mapping file, so that they can be told together. */
final class MappingProblems {

    private final String file;
    private final List<String> faults = new ArrayList<>();

    MappingProblems(String file) {
        this.file = file;
    }

    void add(JsonNode node, String field, String fault) {
        String line = node instanceof TokenStreamLocationAware located
                ? ":" + located.tokenStreamLocation().getLineNr()
                : "";
        String where = field.isEmpty() ? "" : " " + field + ":";
        String text = "%s%s:%s %s".formatted(file, line, where, fault);
        if (!faults.contains(text)) {
            faults.add(text);
        }
    }

    /** Ends the reading if there is any fault. */
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new TidebankException(MappingError.MAPPING_INVALID, String.join("\n", faults));
        }
    }
}
