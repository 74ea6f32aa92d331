package io.tidebank.collect.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a delimited text is cut into columns. Quotes are doubled inside quotes.
 *
 * @param delimiter the character between columns
 * @param columns columns of the first record
 */
public record Dialect(char delimiter, int columns) {

    public static final char QUOTE = '"';

    private static final List<Character> CANDIDATES = List.of(',', '\t', ';', '|', '\u0001', '^', '~', ':', ' ');
    private static final int RECORDS = 200;

    /** The separator by which most of the first records have as many columns as the first one. */
    static Dialect detect(String head, @Nullable Character known) {
        if (known != null) {
            return new Dialect(known, width(head, known));
        }
        Dialect best = new Dialect(',', 1);
        double bestScore = 0;
        for (char candidate : CANDIDATES) {
            List<List<String>> records = Records.parse(head, candidate, RECORDS);
            int width = records.isEmpty() ? 0 : records.getFirst().size();
            long alike = records.stream().filter(it -> it.size() == width).count();
            double score = width < 2 ? 0 : (double) alike / records.size() + weight(candidate) + width * 1e-6;
            if (score > bestScore) {
                best = new Dialect(candidate, width);
                bestScore = score;
            }
        }
        return best;
    }

    private static int width(String head, char delimiter) {
        List<List<String>> records = Records.parse(head, delimiter, 1);
        return records.isEmpty() ? 0 : records.getFirst().size();
    }

    /** A colon or a blank stands inside times and names: it separates only where nothing else does. */
    private static double weight(char candidate) {
        return candidate == ':' || candidate == ' ' ? -0.5 : 0;
    }
}
