package io.tidebank.method;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML method file, read and held against its JSON schema. Every fault is said with file, line and field, all faults of
 * a file together.
 */
public final class MethodDocument {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final String file;
    private final JsonNode root;
    private final Optional<Node> positions;

    private MethodDocument(String file, JsonNode root, Optional<Node> positions) {
        this.file = file;
        this.root = root;
        this.positions = positions;
    }

    /**
     * Reads a file and checks it.
     *
     * @param file its name, for messages
     * @param text its text
     * @param schema the JSON schema (2020-12) that it must meet, as text
     */
    public static MethodDocument read(String file, String text, String schema) {
        MethodDocument document = parse(file, text);
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        List<String> faults = new ArrayList<>();
        for (Error error : compiled.validate(document.root)) {
            faults.add(document.fault(path(error), said(error)));
        }
        document.refuse(faults);
        return document;
    }

    private static MethodDocument parse(String file, String text) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Optional<Node> positions = new Compose(settings).composeString(text);
            return new MethodDocument(file, YAML.readTree(text), positions);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw invalid("%s:%d: this is not YAML: %s".formatted(file, line, e.getProblem()));
        } catch (JacksonException e) {
            throw invalid("%s: this is not YAML: %s".formatted(file, e.getOriginalMessage()));
        }
    }

    /** The content. */
    public JsonNode root() {
        return root;
    }

    /** A fault found by the reader of the file, with the place of the field that it is about. */
    public String fault(List<Object> path, String what) {
        return "%s:%d: %s: %s".formatted(file, line(path), field(path), what);
    }

    /** Throws METHOD_INVALID with all faults; returns if there are none. */
    public void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw invalid(String.join("\n", faults));
        }
    }

    private static TidebankException invalid(String message) {
        return new TidebankException(MethodError.METHOD_INVALID, message);
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

    private static String field(List<Object> path) {
        StringBuilder field = new StringBuilder();
        for (Object element : path) {
            if (element instanceof Integer index) {
                field.append('[').append(index).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(element);
            }
        }
        return field.isEmpty() ? "the file" : field.toString();
    }

    private int line(List<Object> path) {
        Optional<Node> node = positions;
        int line = 1;
        for (Object element : path) {
            if (node.isEmpty()) {
                break;
            }
            node = child(node.get(), element);
            line = node.flatMap(Node::getStartMark).map(Mark::getLine).orElse(line - 1) + 1;
        }
        return line;
    }

    private static Optional<Node> child(Node node, Object element) {
        if (node instanceof SequenceNode sequence && element instanceof Integer index) {
            List<Node> items = sequence.getValue();
            return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(element)) {
                    return Optional.of(tuple.getValueNode());
                }
            }
        }
        return Optional.empty();
    }
}
