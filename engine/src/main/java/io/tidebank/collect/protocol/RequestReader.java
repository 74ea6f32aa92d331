package io.tidebank.collect.protocol;

import io.tidebank.collect.protocol.Request.Code;
import io.tidebank.collect.protocol.Request.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the bodies of collection requests, inflated already. Whatever the bytes are, there is an outcome: events, each
 * with its place, or one reason why nothing of the request can be taken. Of a key that is there twice the last counts.
 */
public final class RequestReader {

    private final Limits limits;
    private final ExactJson json;
    private final EventReader events;

    /** @param messageIds makes an id for an event that carries none; never the same one twice */
    public RequestReader(Limits limits, Supplier<String> messageIds) {
        this.limits = limits;
        this.events = new EventReader(limits, messageIds);
        this.json = new ExactJson(StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.batchBytes())
                .maxNameLength(Measure.LONGEST_NAME)
                .maxNumberLength(Measure.LONGEST_NUMBER)
                .build());
    }

    /** Reads one body. */
    public Request read(Call call, byte[] body) {
        boolean batch = call.endpoint().type() == null;
        int most = batch ? limits.batchBytes() : limits.eventBytes();
        if (body.length > most) {
            return new Refused(
                    Code.TOO_LARGE, "The body has %,d bytes; at most %,d can be taken".formatted(body.length, most));
        }
        int start = start(body);
        if (start < 0) {
            return new Refused(Code.INVALID_JSON, "The body is not a JSON object in UTF-8");
        }
        try {
            return read(call, body, body, start);
        } catch (StreamConstraintsException e) {
            return measured(call, body, start);
        } catch (JacksonException e) {
            return notJson(e);
        }
    }

    /** Something in it is beyond measure: the events in which that stands are bad, and the others are as good as ever. */
    private Request measured(Call call, byte[] body, int start) {
        try {
            return read(call, body, new Measure(limits, json).blanked(body, start), start);
        } catch (JacksonException e) {
            return notJson(e);
        }
    }

    private Request read(Call call, byte[] body, byte[] read, int start) {
        try (JsonParser parser = json.parser(read, start, read.length - start)) {
            parser.nextToken();
            RequestDraft draft = new RequestDraft(call, limits, events);
            Positions positions = new Positions(parser, body, read, start);
            Request request = call.endpoint().type() == null ? batch(positions, draft) : single(positions, draft);
            return parser.nextToken() == null
                    ? request
                    : new Refused(Code.INVALID_JSON, "Something follows the JSON object of the body");
        }
    }

    private static Refused notJson(JacksonException e) {
        return new Refused(Code.INVALID_JSON, "The body is not JSON" + place(e));
    }

    /** A body as it is kept where nothing of it could be taken: without the write key in it. */
    public static String kept(byte[] body) {
        return new RawJson(body, 0, body.length).keyless();
    }

    /** Reads one document of a feed: a JSON object, within the limits; null if it is anything else. */
    public @Nullable ObjectNode document(byte[] text) {
        int start = start(text);
        if (start < 0) {
            return null;
        }
        try (JsonParser parser = json.parser(text, start, text.length - start)) {
            parser.nextToken();
            JsonNode tree = ExactJson.tree(parser);
            return tree instanceof ObjectNode object && parser.nextToken() == null ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The request that documents of a feed make, each in the shape of an event; some may be known as bad already. */
    public Request.Accepted documents(Call call, List<ObjectNode> documents, List<BadEvent> bad) {
        RequestDraft draft = new RequestDraft(call, limits, events);
        for (ObjectNode document : documents) {
            byte[] text = document.toString().getBytes(StandardCharsets.UTF_8);
            draft.item(document, new RawJson(text, 0, text.length));
        }
        Request.Accepted request = draft.end();
        List<BadEvent> all = new ArrayList<>(bad);
        all.addAll(request.bad());
        return new Request.Accepted(request.call(), null, request.events(), all, request.ignored());
    }

    /**
     * Two bodies of one with a batch: each has its part of the events, and all that stands beside them. What is there is as it
     * came, down to the byte. None if there is no batch of two events or more.
     */
    public List<byte[]> halves(byte[] body) {
        int start = start(body);
        if (start < 0) {
            return List.of();
        }
        try {
            return halves(body, body, start);
        } catch (StreamConstraintsException e) {
            return halves(body, new Measure(limits, json).blanked(body, start), start);
        }
    }

    private List<byte[]> halves(byte[] body, byte[] read, int start) {
        try (JsonParser parser = json.parser(read, start, read.length - start)) {
            parser.nextToken();
            List<Span> events = List.of();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isBatch = parser.currentName().equals("batch");
                if (parser.nextToken() == JsonToken.START_ARRAY && isBatch) {
                    events = spans(new Positions(parser, body, read, start));
                } else {
                    parser.skipChildren();
                }
            }
            return Span.halves(events, body);
        }
    }

    private static List<Span> spans(Positions positions) {
        List<Span> spans = new ArrayList<>();
        while (positions.parser().nextToken() != JsonToken.END_ARRAY) {
            int from = positions.before();
            positions.parser().skipChildren();
            positions.parser().finishToken();
            spans.add(new Span(from, positions.after(from)));
        }
        return spans;
    }

    /** Where the object begins behind a byte-order mark and blanks; -1 if the body is something else. */
    private static int start(byte[] body) {
        int at = body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf ? 3 : 0;
        while (at < body.length && isBlank(body[at])) {
            at++;
        }
        boolean object = at < body.length && body[at] == '{';
        return object && (at + 1 == body.length || body[at + 1] != 0) ? at : -1;
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : ": line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static Request single(Positions positions, RequestDraft draft) {
        item(positions, draft);
        return draft.single();
    }

    private Request batch(Positions positions, RequestDraft draft) {
        JsonParser parser = positions.parser();
        boolean found = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "batch" -> {
                    Refused refused = items(positions, value, draft);
                    if (refused != null) {
                        return skipped(parser, refused);
                    }
                    found = true;
                }
                case "writeKey" -> draft.writeKey(JsonText.of(ExactJson.tree(parser)));
                case "sentAt" -> draft.sentAt(ExactJson.tree(parser));
                case "context" -> context(positions, draft);
                default -> parser.skipChildren();
            }
        }
        return found
                ? draft.batch()
                : new Refused(Code.INVALID_REQUEST, "The body has no array 'batch' with the events");
    }

    private @Nullable Refused items(Positions positions, JsonToken value, RequestDraft draft) {
        if (value != JsonToken.START_ARRAY) {
            return new Refused(Code.INVALID_REQUEST, "'batch' is not an array");
        }
        draft.clear();
        while (positions.parser().nextToken() != JsonToken.END_ARRAY) {
            item(positions, draft);
            if (draft.size() > limits.batchEvents()) {
                return new Refused(
                        Code.TOO_MANY_EVENTS, "The batch has more than %,d events".formatted(limits.batchEvents()));
            }
        }
        return null;
    }

    /** Takes the value that the parser stands on. */
    private static void item(Positions positions, RequestDraft draft) {
        int from = positions.before();
        JsonNode tree = ExactJson.tree(positions.parser());
        draft.item(tree, positions.since(from));
    }

    private static void context(Positions positions, RequestDraft draft) {
        int from = positions.before();
        JsonNode tree = ExactJson.tree(positions.parser());
        draft.context(tree, positions.since(from));
    }

    /** Reads on to the end, so that what is broken there is still said to be. */
    private static Request skipped(JsonParser parser, Refused refused) {
        JsonToken token = parser.currentToken();
        while (token != null) {
            token = parser.nextToken();
        }
        return refused;
    }

    /**
     * Where the parser stands in the body.
     *
     * @param read what it reads: the body, or the body with blanks for what is beyond measure
     */
    record Positions(JsonParser parser, byte[] body, byte[] read, int start) {

        int before() {
            return start + (int) parser.currentTokenLocation().getByteOffset();
        }

        RawJson since(int from) {
            return new RawJson(body, read, from, after(from));
        }

        /** Where the value ends that the parser has read; one with blanks for it ends behind them. */
        int after(int from) {
            int to = Math.clamp(start + (int) parser.currentLocation().getByteOffset(), from, body.length);
            int end = to;
            while (end < read.length && isBlank(read[end])) {
                end++;
            }
            while (end > to && isBlank(body[end - 1])) {
                end--;
            }
            return end;
        }
    }
}
