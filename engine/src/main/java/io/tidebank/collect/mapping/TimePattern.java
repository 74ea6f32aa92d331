package io.tidebank.collect.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * A date pattern in the letters that Java and spreadsheets use, such as {@code yyyy-MM-dd HH:mm:ss}, and what it is for
 * DuckDB's {@code strptime}; or one of {@code iso}, {@code epoch_s}, {@code epoch_ms}, {@code epoch_us}, the last three from 1990 to 2100
 * where they are not the only pattern.
 */
public final class TimePattern {

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("yyyy", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("MMMM", "%B"),
            Map.entry("MMM", "%b"),
            Map.entry("MM", "%m"),
            Map.entry("M", "%m"),
            Map.entry("dd", "%d"),
            Map.entry("d", "%d"),
            Map.entry("EEEE", "%A"),
            Map.entry("EEE", "%a"),
            Map.entry("HH", "%H"),
            Map.entry("H", "%H"),
            Map.entry("hh", "%I"),
            Map.entry("h", "%I"),
            Map.entry("mm", "%M"),
            Map.entry("m", "%M"),
            Map.entry("ss", "%S"),
            Map.entry("s", "%S"),
            Map.entry("SSS", "%g"),
            Map.entry("SSSSSS", "%f"),
            Map.entry("a", "%p"),
            Map.entry("Z", "%z"),
            Map.entry("XXX", "%z"));

    private TimePattern() {}

    /** Why this is no pattern, if it is none. */
    static Optional<String> fault(String pattern) {
        if (isWord(pattern)) {
            return Optional.empty();
        }
        try {
            strptime(pattern);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("'%s': %s".formatted(pattern, e.getMessage()));
        }
    }

    /** Whether it is one of the words, and not made of letters for parts of a time. */
    public static boolean isWord(String pattern) {
        return switch (pattern) {
            case "iso", "epoch_s", "epoch_ms", "epoch_us" -> true;
            default -> false;
        };
    }

    /** Whether times of this pattern say their own distance from UTC. */
    public static boolean hasOffset(String pattern) {
        return strptime(pattern).contains("%z");
    }

    /** The pattern as DuckDB's {@code strptime} takes it. */
    public static String strptime(String pattern) {
        StringBuilder format = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                end = pattern.indexOf('\'', at + 1);
                if (end < 0) {
                    throw new IllegalArgumentException("a quote is not closed");
                }
                format.append(pattern.substring(at + 1, end++).replace("%", "%%"));
            } else if (Character.isLetter(c) && c < 128) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                format.append(letters(pattern.substring(at, end)));
            } else {
                format.append(c == '%' ? "%%" : String.valueOf(c));
            }
            at = end;
        }
        return format.toString();
    }

    private static String letters(String run) {
        String format = LETTERS.get(run);
        if (format == null) {
            throw new IllegalArgumentException("'%s' means nothing; quote plain letters".formatted(run));
        }
        return format;
    }
}
