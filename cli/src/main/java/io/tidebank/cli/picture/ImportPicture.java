package io.tidebank.cli.picture;

import io.tidebank.sql.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An import's report: a headline, then what was read, what it became and what was put aside, and what is to be said. */
public final class ImportPicture {

    private static final String NOTE = "note";

    private ImportPicture() {}

    /**
     * Draws an answer with part, name, detail, count; its first row is the import itself.
     *
     * @param columns how wide sentences may be
     */
    public static List<String> draw(Answer report, int columns, boolean colours) {
        List<String> lines = new ArrayList<>();
        List<@Nullable Object> head = report.rows().getFirst();
        String what = report.rows().stream().anyMatch(row -> "costs".equals(row.getFirst())) ? "costs" : "touches";
        lines.add(Paint.BOLD.on(
                "Import %s %s: %s %s".formatted(head.get(1), head.get(2), Figures.cell(head.get(3)), what), colours));
        lines.add("");
        List<List<String>> cells = new ArrayList<>();
        for (List<@Nullable Object> row : report.rows().subList(1, report.rows().size())) {
            if (NOTE.equals(row.get(0))) {
                continue;
            }
            cells.add(List.of(
                    String.valueOf(row.get(0)),
                    String.valueOf(row.get(1)),
                    String.valueOf(row.get(2)),
                    Figures.cell(row.get(3))));
        }
        boolean[] right = {false, false, false, true};
        lines.addAll(TextTable.of(List.of("", "name", "detail", "count"), cells, right, colours));
        report.rows().stream().filter(row -> NOTE.equals(row.getFirst())).forEach(row -> {
            lines.add("");
            lines.addAll(Prose.lines("Note: " + row.get(2), columns));
        });
        return lines;
    }
}
