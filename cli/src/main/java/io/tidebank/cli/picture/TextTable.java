package io.tidebank.cli.picture;

import io.tidebank.sql.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of text under headings: numbers to the right, words to the left, Chinese counted as it is drawn. */
public final class TextTable {

    private static final int WIDEST_CELL = 60;
    private static final int WIDEST_LAST_CELL = 240;
    private static final String GAP = "  ";

    private TextTable() {}

    /** The whole answer as a table, and how many rows it has. */
    public static List<String> of(Answer answer, boolean colours) {
        return of(answer, WIDEST_CELL, colours);
    }

    /** The same with room for whole identifiers, which people copy. */
    static List<String> whole(Answer answer, boolean colours) {
        return of(answer, WIDEST_LAST_CELL, colours);
    }

    private static List<String> of(Answer answer, int widestCell, boolean colours) {
        List<List<String>> cells = new ArrayList<>();
        for (List<@Nullable Object> row : answer.rows()) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                int widest = column == row.size() - 1 ? WIDEST_LAST_CELL : widestCell;
                line.add(cell(answer.columns().get(column), row.get(column), widest));
            }
            cells.add(line);
        }
        List<String> lines = new ArrayList<>(of(answer.columns(), cells, numeric(answer), colours));
        if (answer.rows().isEmpty()) {
            lines.add("(nothing)");
        }
        return lines;
    }

    /** Cells under headings; the flags say which columns lean to the right. */
    static List<String> of(List<String> headings, List<List<String>> rows, boolean[] right, boolean colours) {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = TextWidth.of(headings.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], TextWidth.of(row.get(column)));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(Paint.DIM.on(line(headings, widths, right), colours));
        for (List<String> row : rows) {
            lines.add(line(row, widths, right));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(column == 0 ? "" : GAP)
                    .append(
                            right[column]
                                    ? TextWidth.padLeft(cell, widths[column])
                                    : TextWidth.padRight(cell, widths[column]));
        }
        return line.toString().stripTrailing();
    }

    private static String cell(String column, @Nullable Object value, int widest) {
        if (value instanceof Double share && column.endsWith("share")) {
            return Figures.share(share);
        }
        return TextWidth.cut(Figures.cell(value).replaceAll("\\R", "⏎"), widest);
    }

    private static boolean[] numeric(Answer answer) {
        boolean[] numeric = new boolean[answer.columns().size()];
        for (int column = 0; column < numeric.length; column++) {
            int at = column;
            numeric[column] = !answer.rows().isEmpty()
                    && answer.rows().stream().map(row -> row.get(at)).allMatch(v -> v == null || v instanceof Number);
        }
        return numeric;
    }
}
