package io.tidebank.cli.picture;

import static java.util.stream.Collectors.joining;

import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ads cost, with a bar for each amount and a sum for each currency, which are never added up with others. */
public final class CostPicture {

    private static final int CURRENCY = 1;
    private static final int AMOUNT = 2;
    private static final int AMOUNT_HOME = 5;
    private static final int AMOUNT_UNRATED = 6;
    /** What is shown of each row. */
    private static final int SHOWN = 5;

    /** Amounts of several currencies cannot be held against each other. */
    private static final String BAR_HEAD = "of the most in its currency";

    private static final int NARROWEST_BAR = 8;
    private static final int WIDEST_BAR = 40;

    private CostPicture() {}

    /** Draws an answer with something, currency, amount, impressions, clicks, amount_home, amount_unrated. */
    public static List<String> draw(Answer costs, int columns, boolean colours) {
        if (costs.rows().isEmpty()) {
            return List.of(
                    "No costs are known here. Bring in a report: tidebank import FILE --preset ad-spend, and look at what"
                            + " would become of it with --preview");
        }
        Map<String, BigDecimal> most = new LinkedHashMap<>();
        Map<String, BigDecimal> all = new LinkedHashMap<>();
        for (List<@Nullable Object> row : costs.rows()) {
            most.merge(currency(row), amount(row), BigDecimal::max);
            all.merge(currency(row), amount(row), BigDecimal::add);
        }
        List<List<String>> cells = new ArrayList<>();
        for (List<@Nullable Object> row : costs.rows()) {
            cells.add(cells(row, row.getFirst() == null ? "(none)" : Figures.cell(row.getFirst())));
        }
        all.forEach((currency, sum) -> cells.add(List.of("all", currency, Figures.money(sum), "", "")));
        boolean[] right = {false, false, true, true, true};
        List<String> lines = new ArrayList<>();
        lines.add("%s · what ads cost · until %s".formatted(costs.brand(), costs.asOf()));
        lines.add("");
        lines.addAll(
                withBars(TextTable.of(costs.columns().subList(0, SHOWN), cells, right, false), costs, most, columns));
        lines.set(2, Paint.DIM.on(lines.get(2), colours));
        lines.addAll(atHome(costs));
        return lines;
    }

    /** What all is worth in the brand's currency, where some is in others, and what no rate is known for. */
    private static List<String> atHome(Answer costs) {
        BigDecimal worth = BigDecimal.ZERO;
        Map<String, BigDecimal> unrated = new LinkedHashMap<>();
        boolean foreign = false;
        for (List<@Nullable Object> row : costs.rows()) {
            worth = worth.add(money(row, AMOUNT_HOME));
            foreign |= money(row, AMOUNT_HOME).compareTo(amount(row)) != 0;
            if (money(row, AMOUNT_UNRATED).signum() > 0) {
                unrated.merge(currency(row), money(row, AMOUNT_UNRATED), BigDecimal::add);
            }
        }
        List<String> lines = new ArrayList<>();
        if (foreign) {
            lines.add("");
            lines.add("In the brand's currency, at the rate of each day: " + Figures.money(worth));
        }
        if (!unrated.isEmpty()) {
            lines.add("Not in it, since no rate is known (tidebank rates import FILE): "
                    + unrated.entrySet().stream()
                            .map(each -> each.getKey() + " " + Figures.money(each.getValue()))
                            .collect(joining(", ")));
        }
        return lines;
    }

    private static List<String> cells(List<@Nullable Object> row, String first) {
        return List.of(
                first, currency(row), Figures.money(amount(row)), Figures.cell(row.get(3)), Figures.cell(row.get(4)));
    }

    /** Bars stand behind the figures under a head of their own, as wide as the terminal leaves room. */
    private static List<String> withBars(List<String> lines, Answer costs, Map<String, BigDecimal> most, int columns) {
        int widest = lines.stream().mapToInt(TextWidth::of).max().orElse(0);
        int room = Math.clamp(columns - widest - 2L, NARROWEST_BAR, WIDEST_BAR);
        List<String> drawn = new ArrayList<>(lines);
        drawn.set(0, TextWidth.padRight(lines.getFirst(), widest) + "  " + BAR_HEAD);
        for (int i = 0; i < costs.rows().size(); i++) {
            List<@Nullable Object> row = costs.rows().get(i);
            BigDecimal top = most.getOrDefault(currency(row), BigDecimal.ZERO);
            double part = top.signum() == 0 ? 0 : amount(row).doubleValue() / top.doubleValue();
            String bar = Bars.left(part, room).stripTrailing();
            drawn.set(i + 1, (TextWidth.padRight(lines.get(i + 1), widest) + "  " + bar).stripTrailing());
        }
        return drawn;
    }

    private static String currency(List<@Nullable Object> row) {
        return String.valueOf(row.get(CURRENCY));
    }

    private static BigDecimal amount(List<@Nullable Object> row) {
        return money(row, AMOUNT);
    }

    private static BigDecimal money(List<@Nullable Object> row, int column) {
        return Figures.decimal(row.get(column));
    }
}
