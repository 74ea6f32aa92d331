package io.tidebank.collect.feed;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What shall not stand in a file: {@code ${env:NAME}} is an environment variable, {@code ${file:PATH}} the text of a file,
 * as in {@code password: ${file:/run/secrets/kafka}}. No message ever holds the value.
 */
public final class Secrets {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final Map<String, String> environment;
    private final Path home;
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    /**
     * Looks them up.
     *
     * @param environment the process's environment
     * @param home where paths that are not absolute begin
     */
    public Secrets(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    /** A message of somebody else's without the values that were looked up. */
    public String hide(String message) {
        String hidden = message;
        for (String value : used) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }

    /** The text with each reference replaced by what it refers to. FEED_SECRET_MISSING if there is nothing. */
    public String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String name = reference.group(2);
            String value = reference.group(1).equals("env") ? variable(name) : file(name);
            if (!value.isEmpty()) {
                used.add(value);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new TidebankException(
                    FeedError.FEED_SECRET_MISSING, "The environment has no variable '%s'".formatted(name));
        }
        return value;
    }

    private String file(String path) {
        Path file = home.resolve(path);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new TidebankException(
                    FeedError.FEED_SECRET_MISSING, "The secret in %s cannot be read".formatted(file), e);
        }
    }
}
