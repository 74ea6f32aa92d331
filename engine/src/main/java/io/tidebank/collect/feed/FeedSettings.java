package io.tidebank.collect.feed;

import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
 * @param hash changes when the file does
 */
public record FeedSettings(
        String name,
        String kind,
        String source,
        @Nullable String shape,
        @Nullable Duration every,
        MethodDocument document,
        String hash) {

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
                root.path("shape").isString() ? root.path("shape").asString() : null,
                root.path("every").isString() ? span(root.path("every").asString()) : null,
                document,
                methods.hash(path));
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
