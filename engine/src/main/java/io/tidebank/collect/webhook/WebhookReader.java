package io.tidebank.collect.webhook;

import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.ExactJson;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.shape.Ages;
import io.tidebank.collect.shape.Shape;
import io.tidebank.collect.webhook.Signing.Headers;
import io.tidebank.digest.Sha256;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes events of what webhooks bring, by the shape of their source. Shapes are read anew some seconds after their files
 * changed; where there is a mistake in one, it goes on by the last that was right.
 */
public final class WebhookReader {

    /** Where a document says what it is about, in a place that no system uses itself. */
    private static final String ENVELOPE = "$webhook";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReader.class);
    private static final Duration USUAL_AGE = Duration.ofSeconds(10);
    private static final int DEEPEST = 64;
    private static final ExactJson JSON = new ExactJson(
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());

    private final MethodFiles methods;
    private final Function<String, Duration> known;
    private final Map<List<String>, Read> shapes = new ConcurrentHashMap<>();

    private final Duration age;

    /** @param fault what is wrong with the file as it is now; null if it says what the shape is */
    private record Read(Shape shape, long at, @Nullable String fault) {}

    /** @param known how far back a brand knows what was told, by the ids of the things that it was about */
    public WebhookReader(MethodFiles methods, Function<String, Duration> known) {
        this(methods, known, USUAL_AGE);
    }

    /** @param age of a shape when it is read anew */
    WebhookReader(MethodFiles methods, Function<String, Duration> known, Duration age) {
        this.methods = methods;
        this.known = known;
        this.age = age;
    }

    /** What a body says. */
    public sealed interface Heard {}

    /**
     * The events that it tells of; none if its topic is not one that the shape knows.
     *
     * @param ids what their ids name
     */
    public record Told(List<ObjectNode> events, Call.Ids ids) implements Heard {
        public Told {
            events = List.copyOf(events);
        }
    }

    /** Nothing of it can be taken. */
    public record Refused(Request.Refused why) implements Heard {}

    /**
     * The events of a body, which is a JSON object or a list of such. An event without an id of its own gets one that a second
     * delivery of the same body gets too.
     *
     * @param headers of the request
     * @param most documents, and events of all of them
     */
    public Heard read(Webhook webhook, Headers headers, byte[] body, Instant receivedAt, int most) {
        List<ObjectNode> documents = documents(body, most);
        if (documents == null) {
            return new Refused(
                    new Request.Refused(Request.Code.INVALID_JSON, "The body is no JSON object, nor a list of such"));
        }
        String topic = header(headers, webhook.settings().topicHeader());
        String delivery = header(headers, webhook.settings().idHeader());
        Shape shape = shape(webhook);
        Ages ages = new Ages(receivedAt, known.apply(webhook.brand()), null);
        List<ObjectNode> events = new ArrayList<>();
        for (ObjectNode document : documents) {
            if (events.size() > most) {
                break;
            }
            ObjectNode envelope = document.putObject(ENVELOPE);
            if (topic != null) {
                envelope.put("topic", topic);
            }
            events.addAll(shape.events(document, ages, most - events.size()));
        }
        if (Math.max(documents.size(), events.size()) > most) {
            return new Refused(new Request.Refused(
                    Request.Code.TOO_LARGE, "The body tells more than %,d documents or events".formatted(most)));
        }
        name(events, delivery == null ? Sha256.hex(body) : delivery);
        return new Told(events, shape.ids());
    }

    private static void name(List<ObjectNode> events, String delivery) {
        for (int i = 0; i < events.size(); i++) {
            events.get(i).remove(ENVELOPE);
            if (!events.get(i).hasNonNull("messageId")) {
                events.get(i).put("messageId", "webhook/%s/%d".formatted(delivery, i + 1));
            }
        }
    }

    private static @Nullable List<ObjectNode> documents(byte[] body, int most) {
        try {
            List<JsonNode> entries = JSON.entries(body, most);
            if (entries == null) {
                return null;
            }
            List<ObjectNode> documents = new ArrayList<>();
            for (JsonNode entry : entries) {
                if (!(entry instanceof ObjectNode document)) {
                    return null;
                }
                documents.add(document);
            }
            return documents;
        } catch (JacksonException e) {
            return null;
        }
    }

    private Shape shape(Webhook webhook) {
        List<String> name = List.of(webhook.brand(), webhook.settings().shape());
        Read read = shapes.get(name);
        if (read == null || System.nanoTime() - read.at() > age.toNanos()) {
            read = anew(name, read);
            shapes.put(name, read);
        }
        return read.shape();
    }

    private Read anew(List<String> name, @Nullable Read last) {
        try {
            return new Read(Shape.read(methods, name.getFirst(), name.getLast()), System.nanoTime(), null);
        } catch (TidebankException e) {
            if (last == null) {
                throw e;
            }
            String fault = String.valueOf(e.getMessage());
            if (!fault.equals(last.fault())) {
                LOG.error(
                        "Webhooks go on by shape '{}' as it was: {} {}",
                        name.getLast(),
                        e.code().name(),
                        fault);
            }
            return new Read(last.shape(), System.nanoTime(), fault);
        }
    }

    private static @Nullable String header(Headers headers, @Nullable String name) {
        String value = name == null ? null : headers.of(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
