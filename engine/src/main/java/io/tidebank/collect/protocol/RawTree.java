package io.tidebank.collect.protocol;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Makes a tree that is written as it came: its numbers and texts are not read, and what is beyond measure stands in it like
 * one of them.
 */
final class RawTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final byte[] body;
    private final byte[] read;
    private final int start;
    private final JsonParser parser;

    /**
     * @param read the body, or the body with blanks for what is beyond measure in it
     * @param start where the parser began to read
     */
    RawTree(byte[] body, byte[] read, int start, JsonParser parser) {
        this.body = body;
        this.read = read;
        this.start = start;
        this.parser = parser;
    }

    /** The value that the parser stands on. */
    JsonNode node() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            default -> scalar();
        };
    }

    private ObjectNode object() {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = name();
            parser.nextToken();
            object.set(name, node());
        }
        return object;
    }

    /** One that is empty may have been too long. */
    private String name() {
        String name = parser.currentName();
        return name.isEmpty() ? RawJson.JSON.readValue(came(from() + "\"\"".length()), String.class) : name;
    }

    private ArrayNode array() {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node());
        }
        return array;
    }

    private JsonNode scalar() {
        parser.finishToken();
        String text = came(start + (int) parser.currentLocation().getByteOffset());
        return text.equals("null") ? NODES.nullNode() : NODES.rawValueNode(new RawValue(text));
    }

    private int from() {
        return start + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** What came, with the blanks behind it, where the rest of something longer may have stood. */
    private String came(int end) {
        int to = end;
        while (to < read.length && read[to] == ' ') {
            to++;
        }
        return new String(body, from(), to - from(), StandardCharsets.UTF_8).strip();
    }
}
