package io.tidebank.collect.feed;

import io.tidebank.collect.shape.Shape;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a feed's file {@code methods/feeds/BRAND/NAME.yaml} says.
 *
 * @param name the file's name
 * @param kind what it reads: {@code kafka}, {@code jdbc} or {@code folder}
 * @param source in whose name its events come
 * @param shape how its documents become events; null if they are events already
 * @param every how long it pauses when nothing waits; null for what is usual for its kind
 * @param document the whole file, for the block of its kind
 * @param read what it was read from: the file itself, its shape and its query, with a hash of each
 */
public record FeedSettings(
        String name,
        String kind,
        String source,
        @Nullable String shape,
        @Nullable Duration every,
        MethodDocument document,
        Map<String, String> read) {

    private static final String FOLDER = "feeds/";
    private static final String SCHEMA = "schemas/feed.schema.json";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    /** The names of a brand's feeds, sorted. */
    public static List<String> names(MethodFiles methods, String brand) {
        return methods.list(FOLDER + brand);
    }

    /** The path of a feed's file among the method files. */
    static String path(String brand, String name) {
        return FOLDER + brand + "/" + name + ".yaml";
    }

    /** The path of a query that a feed's file names. */
    public static String queryPath(String brand, String query) {
        return FOLDER + brand + "/queries/" + query;
    }

    /** Reads one; METHOD_NOT_FOUND, or METHOD_INVALID with every fault. */
    public static FeedSettings read(MethodFiles methods, String brand, String name) {
        String path = path(brand, name);
        MethodDocument document = MethodDocument.read(path, methods.read(path), methods.read(SCHEMA));
        JsonNode root = document.root();
        if (!NAME.matcher(name).matches()) {
            document.refuse(List.of(document.fault(
                    List.of(), "a feed's name has up to 64 letters, digits, dots, dashes and underscores")));
        }
        return new FeedSettings(
                name,
                root.path("kind").asString(),
                root.path("source").asString(),
                text(root.path("shape")),
                root.path("every").isString() ? span(root.path("every").asString()) : null,
                document,
                hashes(methods, brand, name, document));
    }

    private static Map<String, String> hashes(MethodFiles methods, String brand, String name, MethodDocument document) {
        Set<String> paths = new TreeSet<>(Set.of(path(brand, name)));
        JsonNode root = document.root();
        String shape = text(root.path("shape"));
        if (shape != null) {
            paths.add(Shape.path(methods, brand, shape));
        }
        String query = text(root.path(root.path("kind").asString()).path("query"));
        if (query != null) {
            paths.add(queryPath(brand, query));
        }
        Map<String, String> hashes = new TreeMap<>();
        paths.forEach(path -> hashes.put(path, hash(methods, path)));
        return Map.copyOf(hashes);
    }

    /** A file that is not there is told of when the feed is opened; once it is there, it has changed. */
    private static String hash(MethodFiles methods, String path) {
        try {
            return methods.hash(path);
        } catch (TidebankException e) {
            return e.code().name();
        }
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }

    /** Whether all files that it was read from say still what they said. */
    boolean isCurrent(MethodFiles methods, String brand) {
        return hashes(methods, brand, name, document).equals(read);
    }

    /** A span of time as the schema has it: 5s, 10m, 2h, 1d. */
    public static Duration span(String text) {
        int unit = text.length() - 1;
        String point = text.charAt(unit) == 'd' ? "P" : "PT";
        return Duration.parse(point + text.toUpperCase(Locale.ROOT));
    }

    /** What the file says for its kind alone. */
    public JsonNode block() {
        return document.root().path(kind);
    }

    /** Throws with a fault in a field of the kind's block. */
    public void refuse(String field, String what) {
        document.refuse(List.of(document.fault(List.of(kind, field), what)));
    }
}
