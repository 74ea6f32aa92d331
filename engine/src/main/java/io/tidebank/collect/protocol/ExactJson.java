package io.tidebank.collect.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

/**
 * Reads JSON with its numbers as they are written. A number of which the exponent is beyond measure is refused like all else
 * that is: written out it would fill the memory, and beyond some place Jackson fails in a way of its own.
 */
public final class ExactJson {

    private static final int LARGEST_EXPONENT = 1000;

    private final ObjectReader reader;

    /** @param measure what it reads; the rest throws a {@link StreamConstraintsException} */
    public ExactJson(StreamReadConstraints measure) {
        this.reader = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(measure).build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .nodeFactory(new Nodes())
                .build()
                .reader();
    }

    private static final class Nodes extends JsonNodeFactory {

        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
                throw beyond();
            }
            return super.numberNode(number);
        }
    }

    JsonParser parser(byte[] text, int from, int length) {
        return reader.createParser(text, from, length);
    }

    /** The value that a parser of this stands before or on. */
    static JsonNode tree(JsonParser parser) {
        return measured(parser::readValueAsTree);
    }

    public JsonNode tree(byte[] text) {
        return measured(() -> reader.readTree(text));
    }

    /**
     * The entries of a list, or the value itself if it is none; null if something follows it.
     *
     * @param most entries; it ends with the first one beyond
     */
    public @Nullable List<JsonNode> entries(byte[] text, int most) {
        try (JsonParser parser = parser(text, 0, text.length)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of(tree(text));
            }
            List<JsonNode> entries = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                entries.add(tree(parser));
                if (entries.size() > most) {
                    return entries;
                }
            }
            return parser.nextToken() == null ? entries : null;
        }
    }

    public JsonNode tree(String text) {
        return measured(() -> reader.readTree(text));
    }

    /** A fault of Jackson's if it is something else. */
    public ObjectNode object(String text) {
        return measured(() -> reader.forType(ObjectNode.class).readValue(text));
    }

    private static <T> T measured(Supplier<T> read) {
        try {
            return read.get();
        } catch (NumberFormatException e) {
            // What Jackson throws itself quotes the number.
            throw beyond();
        }
    }

    private static StreamConstraintsException beyond() {
        return new StreamConstraintsException("A number has an exponent beyond %d".formatted(LARGEST_EXPONENT));
    }
}
