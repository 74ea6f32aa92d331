package io.tidebank.collect.privacy;

import io.tidebank.method.MethodDocument;
import io.tidebank.method.MethodFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Tells programs that walk the web from people, by their user agent. The words are in {@code robots.yaml}. */
public final class Robots {

    private static final String PATH = "robots.yaml";
    private static final String SCHEMA = "schemas/robots.schema.json";
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_AGENT = 1000;

    private final List<String> words;
    private final List<String> exceptions;
    private final ConcurrentHashMap<String, Boolean> known = new ConcurrentHashMap<>();

    private Robots(List<String> words, List<String> exceptions) {
        this.words = List.copyOf(words);
        this.exceptions = List.copyOf(exceptions);
    }

    /** Reads the words of a home. */
    public static Robots read(MethodFiles methods) {
        JsonNode root = MethodDocument.read(PATH, methods.read(PATH), methods.read(SCHEMA))
                .root();
        return new Robots(lower(root.path("words")), lower(root.path("exceptions")));
    }

    private static List<String> lower(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asString().toLowerCase(Locale.ROOT)));
        return words;
    }

    /** Whether a robot says so of itself. */
    public boolean is(String userAgent) {
        if (userAgent.length() > LONGEST_AGENT) {
            return true;
        }
        Boolean verdict = known.get(userAgent);
        if (verdict == null) {
            verdict = judge(userAgent.toLowerCase(Locale.ROOT));
            if (known.size() < MOST_REMEMBERED) {
                known.put(userAgent, verdict);
            }
        }
        return verdict;
    }

    private boolean judge(String agent) {
        String bare = agent;
        for (String exception : exceptions) {
            bare = bare.replace(exception, "");
        }
        for (String word : words) {
            if (bare.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
