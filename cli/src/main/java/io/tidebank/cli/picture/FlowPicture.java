package io.tidebank.cli.picture;

import io.tidebank.sql.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who went where between two dates: the full matrix, and bars of who came, deepened, kept, got shallower or was lost. */
public final class FlowPicture {

    private static final int LABEL = 10;
    private static final int FIGURES = 24;

    private FlowPicture() {}

    /** Draws an answer with from_stage, to_stage, consumers and one with move, consumers. */
    public static List<String> draw(Answer flow, Answer moves, int columns, boolean colours) {
        List<String> lines = new ArrayList<>(matrix(flow, colours));
        lines.add("");
        long all = moves.rows().stream().mapToLong(row -> count(row.get(1))).sum();
        long most =
                moves.rows().stream().mapToLong(row -> count(row.get(1))).max().orElse(0);
        for (List<@Nullable Object> row : moves.rows()) {
            String move = String.valueOf(row.get(0));
            long consumers = count(row.get(1));
            String bar = Bars.left(most == 0 ? 0 : (double) consumers / most, columns - LABEL - FIGURES);
            lines.add("%s  %s %s %s"
                    .formatted(
                            TextWidth.padRight(move, LABEL),
                            paint(move).on(bar, colours),
                            TextWidth.padLeft(Figures.count(consumers), 12),
                            TextWidth.padLeft(Figures.share(all == 0 ? 0 : (double) consumers / all), 8)));
        }
        return lines;
    }

    private static List<String> matrix(Answer flow, boolean colours) {
        Set<String> from = new LinkedHashSet<>();
        Set<String> to = new LinkedHashSet<>();
        Map<List<String>, Long> counts = new HashMap<>();
        for (List<@Nullable Object> row : flow.rows()) {
            String source = String.valueOf(row.get(0));
            String target = String.valueOf(row.get(1));
            from.add(source);
            to.add(target);
            counts.put(List.of(source, target), count(row.get(2)));
        }
        List<String> headings = new ArrayList<>(List.of("from \\ to"));
        headings.addAll(to);
        headings.add("all");
        List<List<String>> rows = new ArrayList<>();
        for (String source : from) {
            List<String> row = new ArrayList<>(List.of(source));
            to.forEach(target -> row.add(Figures.count(counts.getOrDefault(List.of(source, target), 0L))));
            long sum = to.stream()
                    .mapToLong(target -> counts.getOrDefault(List.of(source, target), 0L))
                    .sum();
            row.add(Figures.count(sum));
            rows.add(row);
        }
        boolean[] right = new boolean[headings.size()];
        Arrays.fill(right, 1, right.length, true);
        return TextTable.of(headings, rows, right, colours);
    }

    private static Paint paint(String move) {
        return switch (move) {
            case "new", "deepened" -> Paint.GOOD;
            case "shallower" -> Paint.WARM;
            case "lost" -> Paint.BAD;
            default -> Paint.STAGE_2;
        };
    }

    private static long count(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
