package io.tidebank.collect.feed;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    /** The text with each reference replaced by what it refers to. FEED_SECRET_MISSING if there is nothing. */
    public String resolve(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        reference.group(1).equals("env") ? variable(reference.group(2)) : file(reference.group(2))));
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
