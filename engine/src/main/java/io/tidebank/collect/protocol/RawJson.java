package io.tidebank.collect.protocol;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where an event stands in the bytes of its request, and what the request says beside it. */
final class RawJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final byte[] body;
    private final int from;
    private final int to;
    private final EventReader.@Nullable Around around;

    RawJson(byte[] body, int from, int to) {
        this(body, from, to, null);
    }

    private RawJson(byte[] body, int from, int to, EventReader.@Nullable Around around) {
        this.body = body;
        this.from = from;
        this.to = to;
        this.around = around;
    }

    /** The same of an event around which its request says something. */
    RawJson within(EventReader.Around request) {
        return new RawJson(body, from, to, request);
    }

    int bytes() {
        return to - from;
    }

    /**
     * The event as it came. What only its request said of it (its type, when it was sent, its context) stands in it as if it
     * had said so itself: tried again alone, it is what it was.
     */
    String text() {
        String text = new String(body, from, to - from, StandardCharsets.UTF_8);
        EventReader.Around request = around;
        if (request == null) {
            return text;
        }
        try {
            return JSON.readTree(text) instanceof ObjectNode event && request.tell(event) ? event.toString() : text;
        } catch (JacksonException e) {
            return text;
        }
    }
}
