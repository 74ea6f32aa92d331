package io.tidebank.collect.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where an event stands in the bytes of its request, and what the request says beside it. */
final class RawJson {

    /** The reader of the body has held it against its limits; an event that it found too large is kept all the same. */
    private static final StreamReadConstraints ANY_LENGTH =
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();

    static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(ANY_LENGTH).build())
            .build();

    private final byte[] body;
    private final byte[] read;
    private final int from;
    private final int to;
    private final EventReader.@Nullable Around around;

    RawJson(byte[] body, int from, int to) {
        this(body, body, from, to);
    }

    /** @param read the body, or the body with blanks for what is beyond measure in it */
    RawJson(byte[] body, byte[] read, int from, int to) {
        this(body, read, from, to, null);
    }

    private RawJson(byte[] body, byte[] read, int from, int to, EventReader.@Nullable Around around) {
        this.body = body;
        this.read = read;
        this.from = from;
        this.to = to;
        this.around = around;
    }

    /** The same of an event around which its request says something. */
    RawJson within(EventReader.Around request) {
        return new RawJson(body, read, from, to, request);
    }

    int bytes() {
        return to - from;
    }

    /** Whether something in it is beyond measure, and so was not read. */
    @SuppressWarnings("ReferenceEquality") // mostly one and the same array, whose bytes need no look
    boolean isBeyondMeasure() {
        return body != read && !Arrays.equals(body, from, to, read, from, to);
    }

    /** What came, without the write key in it, which opens the door to whoever reads it. */
    String keyless() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(to - from);
        int at = from;
        try (JsonParser parser = JSON.createParser(read, from, to - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isKey = parser.currentName().equals("writeKey");
                parser.nextToken();
                int value = from + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (isKey) {
                    parser.finishToken();
                    rest.write(body, at, value - at);
                    rest.writeBytes("null".getBytes(StandardCharsets.US_ASCII));
                    at = from + (int) parser.currentLocation().getByteOffset();
                }
            }
        } catch (JacksonException e) {
            // What breaks off, or is no event, is kept as far as it goes.
        }
        rest.write(body, at, to - at);
        return rest.toString(StandardCharsets.UTF_8);
    }

    /** The tree of what came, to be written as it came. */
    JsonNode tree() {
        try (JsonParser parser = JSON.createParser(read, from, to - from)) {
            parser.nextToken();
            return new RawTree(body, read, from, parser).node();
        }
    }

    /**
     * The event as it came, but for the write key. What only its request said of it (its type, when it was sent, its context)
     * stands in it as if it had said so itself: tried again alone, it is what it was.
     */
    String text() {
        EventReader.Around request = around;
        try {
            return request != null && tree() instanceof ObjectNode event && request.tell(event)
                    ? withoutKey(event).toString()
                    : keyless();
        } catch (JacksonException | NumberFormatException e) {
            return keyless();
        }
    }

    private static ObjectNode withoutKey(ObjectNode event) {
        return event.has("writeKey") ? event.putNull("writeKey") : event;
    }
}
