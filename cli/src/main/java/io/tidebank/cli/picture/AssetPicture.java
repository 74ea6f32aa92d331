package io.tidebank.cli.picture;

import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The consumer asset: its value by stage with bars, the line that it took, and what changed it. */
public final class AssetPicture {

    private static final int CHART_ROWS = 6;
    private static final int FIGURES = 56;
    private static final String STEPS =
            "The value steps at month ends: it is learnt from the last 12 full months, and there the window moves on";

    private static final String INTERVAL =
            "In %s; 90 %% interval %s to %s: it shows how far months differ, not what the method assumes (assets --basis)";

    private AssetPicture() {}

    /** Draws an answer with stage, consumers, value_per_consumer, value. */
    public static List<String> draw(Answer assets, int columns, boolean colours) {
        BigDecimal most = BigDecimal.ZERO;
        BigDecimal total = BigDecimal.ZERO;
        long people = 0;
        for (List<@Nullable Object> row : assets.rows()) {
            most = most.max(Figures.decimal(row.get(3)));
            total = total.add(Figures.decimal(row.get(3)));
            people += Figures.decimal(row.get(1)).longValue();
        }
        List<List<String>> cells = new ArrayList<>();
        for (List<@Nullable Object> row : assets.rows()) {
            BigDecimal value = Figures.decimal(row.get(3));
            double part = most.signum() == 0 ? 0 : value.doubleValue() / most.doubleValue();
            cells.add(List.of(
                    String.valueOf(row.get(0)),
                    Figures.cell(row.get(1)),
                    Figures.money(Figures.decimal(row.get(2))),
                    Figures.money(value),
                    Bars.left(part, Math.max(8, columns - FIGURES)).stripTrailing()));
        }
        cells.add(List.of("all", Figures.count(people), "", Figures.money(total), ""));
        List<String> headings = List.of("stage", "consumers", "per consumer", "value", "");
        return TextTable.of(headings, cells, new boolean[] {false, true, true, true, false}, colours);
    }

    /** Says in words, from an answer with fact, stage, to_stage, value, low, high, how sure the whole value is, and what to mind. */
    public static List<String> drawBasis(Answer basis, int columns) {
        List<String> lines = new ArrayList<>();
        String currency = text(basis, "currency");
        for (List<@Nullable Object> row : basis.rows()) {
            if ("value".equals(row.getFirst()) && row.get(4) != null) {
                lines.add("");
                lines.addAll(Prose.lines(
                        INTERVAL.formatted(
                                currency,
                                Figures.money(Figures.decimal(row.get(4))),
                                Figures.money(Figures.decimal(row.get(5)))),
                        columns));
            } else if ("value".equals(row.getFirst())) {
                lines.addAll(List.of("", "In " + currency));
            } else if ("note".equals(row.getFirst())) {
                lines.addAll(Prose.lines(String.valueOf(row.get(3)), columns));
            }
        }
        return lines;
    }

    private static String text(Answer basis, String fact) {
        return basis.rows().stream()
                .filter(row -> fact.equals(row.getFirst()))
                .map(row -> String.valueOf(row.get(3)))
                .findFirst()
                .orElse("");
    }

    /** Draws an answer with day and value as a line over time. */
    public static List<String> drawTrend(Answer trend, int columns, boolean colours) {
        if (trend.rows().size() < 2) {
            return List.of();
        }
        List<String> days =
                trend.rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
        List<Double> values = trend.rows().stream()
                .map(row -> Figures.decimal(row.get(1)).doubleValue())
                .toList();
        List<String> lines = new ArrayList<>(LineChart.draw(days, values, columns, CHART_ROWS, Paint.STAGE_2, colours));
        Prose.lines(STEPS, columns).forEach(line -> lines.add(Paint.DIM.on(line, colours)));
        return lines;
    }

    /** Draws an answer with part and change: what moved the asset, adding up to the whole. */
    public static List<String> drawChange(Answer change, boolean colours) {
        BigDecimal all = BigDecimal.ZERO;
        List<List<String>> cells = new ArrayList<>();
        for (List<@Nullable Object> row : change.rows()) {
            BigDecimal part = Figures.decimal(row.get(1));
            all = all.add(part);
            cells.add(List.of(words(String.valueOf(row.getFirst())), Figures.signedMoney(part)));
        }
        cells.add(List.of("all", Figures.signedMoney(all)));
        return TextTable.of(List.of("what changed", "value"), cells, new boolean[] {false, true}, colours);
    }

    private static String words(String part) {
        return switch (part) {
            case "people" -> "number of people";
            case "stage_mix" -> "mix of stages";
            case "transition" -> "how people move on";
            case "spend" -> "spend per head";
            default -> part.replace('_', ' ');
        };
    }
}
