package io.tidebank.cli.picture;

import java.util.ArrayList;
import java.util.List;

/** Sentences in lines that fit a terminal, broken at blanks. What has none, such as a link, is never broken. */
public final class Prose {

    private Prose() {}

    /** The text's own lines, and more where they are wider than so many columns. */
    public static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> lines.addAll(fitted(line, columns)));
        return lines;
    }

    private static List<String> fitted(String text, int columns) {
        if (TextWidth.of(text) <= columns) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", 0)) {
            if (!line.isEmpty() && TextWidth.of(line + " " + word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
