package io.tidebank.cli;

import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people write them; what is none is told in words that are not Java's. */
final class NumberConverters {

    private NumberConverters() {}

    static Integer whole(String text) {
        return converted(text, Integer::valueOf, "whole number");
    }

    static Long large(String text) {
        return converted(text, Long::valueOf, "whole number");
    }

    static Double real(String text) {
        return converted(text, Double::valueOf, "number");
    }

    private static <T> T converted(String text, Function<String, T> converter, String what) {
        try {
            return converter.apply(text);
        } catch (NumberFormatException e) {
            String wrong = text.matches("[+-]?[0-9]+") ? "is too large" : "is not a " + what;
            throw new TypeConversionException("'%s' %s".formatted(text, wrong));
        }
    }
}
