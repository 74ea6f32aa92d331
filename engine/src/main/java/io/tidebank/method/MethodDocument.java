package io.tidebank.method;

import io.tidebank.error.ErrorCode;
import io.tidebank.error.TidebankException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final ErrorCode invalid;

    private MethodDocument(String file, JsonNode root, Optional<Node> positions, ErrorCode invalid) {
        this.file = file;
        this.root = root;
        this.positions = positions;
        this.invalid = invalid;
    }

    /**
     * Reads a file and checks it.
     *
     * @param file its name, for messages
     * @param text its text
     * @param schema the JSON schema (2020-12) that it must meet, as text
     */
    public static MethodDocument read(String file, String text, String schema) {
        return new MethodSchema(schema, MethodError.METHOD_INVALID).read(file, text);
    }

    static MethodDocument parse(String file, String text, ErrorCode invalid) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Optional<Node> positions = new Compose(settings).composeString(text);
            return new MethodDocument(file, YAML.readTree(text), positions, invalid);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new TidebankException(
                    invalid, "%s:%d: this is not YAML: %s".formatted(file, line, e.getProblem()), e);
        } catch (JacksonException e) {
            throw new TidebankException(invalid, "%s: this is not YAML: %s".formatted(file, e.getOriginalMessage()), e);
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

    /** A fault found by the reader of the file, with the place of the node that it is about. */
    public String fault(JsonNode node, String what) {
        List<Object> path = new ArrayList<>();
        return fault(find(root, node, path) ? path : List.of(), what);
    }

    /** The way down to this very node, if it is anywhere below. */
    @SuppressWarnings("ReferenceEquality") // an equal node elsewhere is another place
    private static boolean find(JsonNode from, JsonNode wanted, List<Object> path) {
        if (from == wanted) {
            return true;
        }
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            path.addLast(field.getKey());
            if (find(field.getValue(), wanted, path)) {
                return true;
            }
            path.removeLast();
        }
        for (int i = 0; from.isArray() && i < from.size(); i++) {
            path.addLast(i);
            if (find(from.path(i), wanted, path)) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    /** Throws with all faults; returns if there are none. */
    public void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new TidebankException(invalid, String.join("\n", faults));
        }
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
