package io.tidebank.cli.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A line over time as a filled silhouette, with its lowest and highest value beside it. */
final class LineChart {

    private static final String LEVELS = " ▁▂▃▄▅▆▇█";
    private static final int STEPS = LEVELS.length() - 1;

    private LineChart() {}

    /** One row of characters: a sparkline. */
    static String spark(List<Double> values, int width) {
        StringBuilder line = new StringBuilder();
        double low = lowest(values);
        double span = highest(values) - low;
        for (double value : sampled(values, width)) {
            double part = span == 0 ? 0.5 : (value - low) / span;
            line.append(LEVELS.charAt(1 + (int) Math.round(part * (STEPS - 1))));
        }
        return line.toString();
    }

    /** Several rows, with the scale on the left and the first and last label below. */
    static List<String> draw(
            List<String> labels, List<Double> values, int width, int height, Paint paint, boolean colours) {
        double low = lowest(values);
        double high = highest(values);
        String top = Figures.money(BigDecimal.valueOf(high));
        String bottom = Figures.money(BigDecimal.valueOf(low));
        int scale = Math.max(top.length(), bottom.length());
        List<Double> points = sampled(values, Math.max(1, width - scale - 2));

        List<String> lines = new ArrayList<>();
        for (int row = height - 1; row >= 0; row--) {
            StringBuilder line = new StringBuilder();
            for (double point : points) {
                double part = high == low ? 0.5 : (point - low) / (high - low);
                int steps = 1 + (int) Math.round(part * (height * STEPS - 1));
                line.append(LEVELS.charAt(Math.clamp(steps - row * (long) STEPS, 0, STEPS)));
            }
            String mark = row == height - 1 ? top : row == 0 ? bottom : "";
            lines.add(TextWidth.padLeft(mark, scale) + "  "
                    + paint.on(line.toString().stripTrailing(), colours));
        }
        String first = labels.getFirst();
        String last = labels.size() > 1 ? labels.getLast() : "";
        int room = Math.max(1, points.size() - first.length() - last.length());
        lines.add(Paint.DIM.on(" ".repeat(scale + 2) + first + " ".repeat(room) + last, colours));
        return lines;
    }

    private static double lowest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static double highest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** As many points as there is room for: each takes the value at its place, the last one the last. */
    private static List<Double> sampled(List<Double> values, int width) {
        if (values.size() <= width) {
            return values;
        }
        List<Double> points = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            points.add(values.get((int) ((long) i * (values.size() - 1) / Math.max(1, width - 1))));
        }
        return points;
    }
}
