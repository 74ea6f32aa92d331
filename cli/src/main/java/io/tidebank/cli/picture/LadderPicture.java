package io.tidebank.cli.picture;

import io.tidebank.ladder.Ladder;
import io.tidebank.sql.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ladder as a pyramid: the warmest stage on top, every bar as wide as its stage has consumers. */
public final class LadderPicture {

    private static final int FIGURES = 26;

    private LadderPicture() {}

    private record Stage(String code, String name, long consumers, double share) {

        static Stage of(List<@Nullable Object> row) {
            return new Stage(
                    String.valueOf(row.get(0)),
                    String.valueOf(row.get(1)),
                    row.get(2) instanceof Number count ? count.longValue() : 0,
                    row.get(3) instanceof Number share ? share.doubleValue() : 0);
        }

        boolean isOut() {
            return code.equals(Ladder.OUT);
        }

        String label() {
            return name.equals(code) ? code : code + "  " + name;
        }
    }

    /** Draws an answer with the columns stage, name, consumers, share; lowest stage first. */
    public static List<String> draw(Answer answer, int columns, boolean colours) {
        List<Stage> all = answer.rows().stream().map(Stage::of).toList();
        List<Stage> stages = all.stream().filter(stage -> !stage.isOut()).toList();
        int label = all.stream()
                .mapToInt(stage -> TextWidth.of(stage.label()))
                .max()
                .orElse(0);
        int width = Math.max(10, columns - label - FIGURES);
        long most = stages.stream().mapToLong(Stage::consumers).max().orElse(0);

        List<String> lines = new ArrayList<>();
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            String bar = Bars.centred(most == 0 ? 0 : (double) stage.consumers() / most, width);
            lines.add(line(stage, label, Paint.ofStage(i, stages.size()).on(bar, colours)));
        }
        long onLadder = stages.stream().mapToLong(Stage::consumers).sum();
        all.stream().filter(Stage::isOut).forEach(out -> {
            String remark = TextWidth.padRight("", width);
            lines.add(Paint.DIM.on(line(out, label, remark), colours));
            lines.add("");
            lines.add("%s on the ladder of %s consumers"
                    .formatted(Figures.count(onLadder), Figures.count(onLadder + out.consumers())));
        });
        return lines;
    }

    private static String line(Stage stage, int label, String bar) {
        return "%s  %s  %s  %s"
                .formatted(
                        TextWidth.padRight(stage.label(), label),
                        bar,
                        TextWidth.padLeft(Figures.count(stage.consumers()), 12),
                        TextWidth.padLeft(Figures.share(stage.share()), 8));
    }
}
