package io.tidebank.collect.shape;

import io.tidebank.collect.protocol.IsoTime;
import io.tidebank.collect.shape.ShapeRule.Lines;
import io.tidebank.collect.shape.ShapeRule.Made;
import io.tidebank.collect.shape.ShapeTime.EpochMillis;
import io.tidebank.collect.shape.ShapeTime.EpochSeconds;
import io.tidebank.collect.shape.ShapeTime.Written;
import io.tidebank.collect.shape.ShapeValue.First;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the files under {@code methods/shapes}. */
final class ShapeReader {

    private static final String FOLDER = "shapes";
    private static final String SCHEMA = "schemas/shape.schema.json";

    private static final DateTimeFormatter ISO =
            IsoTime.forms().toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Members of an event by the names that a file has for them. */
    private static final Map<String, String> MEMBERS = Map.of(
            "event", "event",
            "name", "name",
            "message_id", "messageId",
            "user_id", "userId",
            "anonymous_id", "anonymousId",
            "previous_id", "previousId",
            "group_id", "groupId");

    private final MethodFiles methods;
    private final List<String> faults = new ArrayList<>();
    private @Nullable MethodDocument document;

    ShapeReader(MethodFiles methods) {
        this.methods = methods;
    }

    Shape read(String brand, String name) {
        String path = path(methods, brand, name);
        MethodDocument read = MethodDocument.read(path, methods.read(path), methods.read(SCHEMA));
        document = read;
        List<ShapeRule> rules = new ArrayList<>();
        for (JsonNode entry : read.root().path("events")) {
            rules.add(rule(entry));
        }
        read.refuse(faults);
        return new Shape(rules);
    }

    static String path(MethodFiles methods, String brand, String name) {
        boolean own = methods.list(FOLDER + "/" + brand).contains(name);
        return FOLDER + "/" + (own ? brand + "/" : "") + name + ".yaml";
    }

    private ShapeRule rule(JsonNode entry) {
        List<ShapeCondition> when = new ArrayList<>();
        entry.path("when").forEach(condition -> when.add(condition(condition)));
        JsonPointer each = entry.has("each") ? pointer(entry.path("each")) : null;
        return new ShapeRule(when, each, entry.path("as_is").asBoolean(false) ? null : made(entry));
    }

    private Made made(JsonNode entry) {
        Map<String, ShapeValue> fields = new LinkedHashMap<>();
        MEMBERS.forEach((name, member) -> {
            if (entry.has(name)) {
                fields.put(member, name.equals("event") ? name(entry.path(name)) : value(entry.path(name)));
            }
        });
        JsonNode products = entry.path("products");
        return new Made(
                entry.path("type").asString("track"),
                fields,
                entry.has("timestamp") ? time(entry.path("timestamp")) : null,
                values(entry.path("traits")),
                values(entry.path("properties")),
                products.isObject() ? lines(products) : null);
    }

    private Lines lines(JsonNode products) {
        return new Lines(
                pointer(products.path("each")),
                values(products.path("fields")),
                products.has("line_id") ? value(products.path("line_id")) : null);
    }

    private Map<String, ShapeValue> values(JsonNode members) {
        Map<String, ShapeValue> values = new LinkedHashMap<>();
        members.forEachEntry((name, value) -> values.put(name, value(value)));
        return values;
    }

    /** The name of an event is mostly always the same, so plain text means itself. */
    private ShapeValue name(JsonNode entry) {
        boolean itself = entry.isString() && !entry.stringValue().startsWith("/");
        return itself ? new ShapeValue.Text(entry.stringValue()) : value(entry);
    }

    private ShapeValue value(JsonNode entry) {
        if (entry.isString()) {
            return new ShapeValue.At(pointer(entry));
        }
        if (entry.isArray()) {
            return new First(all(entry));
        }
        if (entry.has("text")) {
            return new ShapeValue.Text(entry.path("text").asString());
        }
        if (entry.has("outer")) {
            return new ShapeValue.Outer(value(entry.path("outer")));
        }
        if (entry.has("sum")) {
            return new ShapeValue.Sum(pointer(entry.path("sum")), pointer(entry.path("of")));
        }
        return entry.has("join")
                ? new ShapeValue.Join(
                        all(entry.path("join")), entry.path("with").asString("/"))
                : reckoned(entry);
    }

    private ShapeValue reckoned(JsonNode entry) {
        if (entry.has("absolute")) {
            return new ShapeValue.Absolute(value(entry.path("absolute")));
        }
        if (entry.has("subtract")) {
            List<ShapeValue> numbers = all(entry.path("subtract"));
            return new ShapeValue.Difference(numbers.getFirst(), numbers.subList(1, numbers.size()));
        }
        return new ShapeValue.Portion(value(entry.path("portion")), value(entry.path("by")), value(entry.path("per")));
    }

    private List<ShapeValue> all(JsonNode entries) {
        List<ShapeValue> values = new ArrayList<>();
        entries.forEach(entry -> values.add(value(entry)));
        return values;
    }

    private ShapeCondition condition(JsonNode entry) {
        if (entry.has("younger_than_days")) {
            return new ShapeCondition.Younger(
                    time(entry), Duration.ofDays(entry.path("younger_than_days").asInt()));
        }
        ShapeValue value = value(entry.path("at"));
        if (entry.has("in")) {
            return new ShapeCondition.In(value, texts(entry.path("in")));
        }
        return entry.has("not_in")
                ? new ShapeCondition.NotIn(value, texts(entry.path("not_in")))
                : new ShapeCondition.Exists(value, entry.path("exists").asBoolean());
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /** A place alone is ISO in UTC; with {@code format} and {@code zone} it is written otherwise. */
    private ShapeTime time(JsonNode entry) {
        return entry.isObject() && entry.has("at")
                ? new ShapeTime(value(entry.path("at")), format(entry.path("format")), zone(entry.path("zone")))
                : new ShapeTime(value(entry), new Written(ISO), ZoneOffset.UTC);
    }

    private ShapeTime.Format format(JsonNode format) {
        String name = format.asString("iso");
        try {
            return switch (name) {
                case "iso" -> new Written(ISO);
                case "epoch_s" -> new EpochSeconds();
                case "epoch_ms" -> new EpochMillis();
                default -> new Written(DateTimeFormatter.ofPattern(name, Locale.ROOT));
            };
        } catch (IllegalArgumentException e) {
            fault(format, "this is no pattern of a date: " + e.getMessage());
            return new Written(ISO);
        }
    }

    private ZoneId zone(JsonNode zone) {
        try {
            return ZoneId.of(zone.asString("UTC"));
        } catch (DateTimeException e) {
            fault(zone, "there is no such time zone");
            return ZoneOffset.UTC;
        }
    }

    private JsonPointer pointer(JsonNode entry) {
        try {
            return JsonPointer.compile(entry.asString());
        } catch (IllegalArgumentException e) {
            fault(entry, "this is no JSON pointer; one begins with a slash");
            return JsonPointer.empty();
        }
    }

    private void fault(JsonNode at, String what) {
        if (document != null) {
            faults.add(document.fault(at, what));
        }
    }
}
