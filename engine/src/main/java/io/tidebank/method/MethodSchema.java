package io.tidebank.method;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.tidebank.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JSON schema (2020-12) that method files must meet. Worth keeping where many files are read: compiling it takes long. */
public final class MethodSchema {

    /** Keywords that hold other schemas; what is wrong is said by those. */
    private static final Set<String> COMBINING = Set.of("oneOf", "anyOf", "allOf", "if", "then", "else");

    private final Schema compiled;
    private final ErrorCode invalid;

    /**
     * Compiles it.
     *
     * @param text the schema
     * @param invalid code of the failure to read a file by it
     */
    public MethodSchema(String text, ErrorCode invalid) {
        this.compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        this.invalid = invalid;
    }

    /** Reads a file and checks it; throws with all its faults. */
    public MethodDocument read(String file, String text) {
        MethodDocument document = MethodDocument.parse(file, text, invalid);
        List<String> faults = new ArrayList<>();
        for (List<Error> errors : byPlace(compiled.validate(document.root()))) {
            String said = errors.stream().map(MethodSchema::said).distinct().collect(joining(", or "));
            faults.add(document.fault(path(errors.getFirst()), said));
        }
        document.refuse(faults);
        return document;
    }

    /** What is wrong, each by itself; but ways of which one would have to be right, together. */
    private static Collection<List<Error>> byPlace(List<Error> all) {
        boolean plain = all.stream().anyMatch(error -> !COMBINING.contains(error.getKeyword()));
        Map<String, List<Error>> places = new LinkedHashMap<>();
        for (Error error : all) {
            if (plain && COMBINING.contains(error.getKeyword())) {
                // It only says that one of the others is there.
                continue;
            }
            String way = String.valueOf(error.getEvaluationPath());
            boolean oneOfSeveral = way.contains("/oneOf/") || way.contains("/anyOf/");
            String place = oneOfSeveral ? "ways " + error.getInstanceLocation() : "fault " + places.size();
            places.computeIfAbsent(place, key -> new ArrayList<>()).add(error);
        }
        return places.values();
    }

    private static List<Object> path(Error error) {
        NodePath path = error.getInstanceLocation();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            elements.add(path.getElement(i));
        }
        if (error.getProperty() != null && "additionalProperties".equals(error.getKeyword())) {
            elements.add(error.getProperty());
        }
        return elements;
    }

    private static String said(Error error) {
        return "additionalProperties".equals(error.getKeyword()) ? "unknown field" : error.getMessage();
    }
}
