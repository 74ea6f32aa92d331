package io.tidebank.brand;

import io.tidebank.brand.home.BrandError;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.cost.CostReports;
import io.tidebank.collect.cost.CostRow;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a brand's touchpoints cost, as reported last. Amounts of different currencies are never added up. */
public final class BrandCosts {

    /** What one answer lists at most. */
    public static final int MOST_ROWS = 10_000;

    private static final String ID = """
            strftime(day, '%Y-%m-%d') || '.' || substr(md5(concat_ws(chr(31), source, touchpoint, coalesce(play_id, ''), \
            coalesce(campaign, ''), coalesce(ad_group, ''), coalesce(creative, ''), currency)), 1, 16)""";

    private final BrandParts parts;
    private final CostReports reports;

    BrandCosts(BrandParts parts, CostReports reports) {
        this.parts = parts;
        this.reports = reports;
    }

    /**
     * Takes in a report: an import like that of a file, with an id, a quarantine and an undo. Once it returns, the costs are
     * in the lake.
     *
     * @param source who reports; null for {@code ad-spend}
     */
    public ImportReport report(@Nullable String source, List<CostRow> rows) {
        return reports.take(source, rows);
    }

    /** What a row of an answer stands for. */
    public enum By {
        DAY("day", "day, currency"),
        MONTH("strftime(day, '%Y-%m')", "month, currency"),
        TOUCHPOINT("touchpoint", "currency, amount DESC, touchpoint"),
        PLAY("play_id", "currency, amount DESC, play_id NULLS LAST");

        private final String value;
        private final String order;

        By(String value, String order) {
            this.value = value;
            this.order = order;
        }

        /** The one that people write so; COSTS_BY_UNKNOWN if there is none. */
        public static By of(String name) {
            return Arrays.stream(values())
                    .filter(by -> by.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TidebankException(
                            BrandError.COSTS_BY_UNKNOWN,
                            "Costs are summed by day, month, touchpoint or play, not by '%s'".formatted(name)));
        }

        /** As people write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String column() {
            return this == PLAY ? "play_id" : label();
        }
    }

    /**
     * Which costs are asked for.
     *
     * @param from the first day; null for the first there is
     * @param to the last day; null for the last there is
     * @param touchpoint a touchpoint, with all below it; null for all
     */
    public record Choice(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String touchpoint) {

        public Choice {
            if (from != null && to != null && to.isBefore(from)) {
                throw new TidebankException(
                        BrandError.PERIOD_INVALID, "The period ends (%s) before it begins (%s)".formatted(to, from));
            }
        }

        private String where(List<Object> values) {
            List<String> conditions = new ArrayList<>(List.of("true"));
            if (from != null) {
                conditions.add("day >= ?");
                values.add(from);
            }
            if (to != null) {
                conditions.add("day <= ?");
                values.add(to);
            }
            if (touchpoint != null) {
                conditions.add("(touchpoint = ? OR starts_with(touchpoint, ?))");
                values.add(touchpoint);
                values.add(touchpoint + ".");
            }
            return String.join(" AND ", conditions);
        }
    }

    /** Sums: what they stand for, {@code currency, amount, impressions, clicks}; days in order, others the dearest first. */
    public Answer sums(By by, Choice choice) {
        List<Object> values = new ArrayList<>();
        String sql = """
                SELECT %1$s AS %2$s, currency, sum(amount)::DECIMAL(28, 4) AS amount, \
                sum(impressions)::BIGINT AS impressions, sum(clicks)::BIGINT AS clicks \
                FROM cost WHERE %3$s GROUP BY ALL ORDER BY %4$s""".formatted(by.value, by.column(), choice.where(values), by.order);
        return ask(sql, values, choice);
    }

    /**
     * Costs one by one, in the order of their days: {@code cost_id, day, source, touchpoint, play_id, campaign, ad_group,
     * creative, currency, amount, impressions, clicks, reported_at}.
     *
     * @param after the last {@code cost_id} that was read before; null from the beginning
     * @param most rows, at most {@value #MOST_ROWS}
     */
    public Answer list(Choice choice, @Nullable String after, int most) {
        List<Object> values = new ArrayList<>();
        String where = choice.where(values);
        values.add(after == null ? "" : after);
        values.add(Math.clamp(most, 0, MOST_ROWS));
        String sql = """
                SELECT * FROM (SELECT %s AS cost_id, day, source, touchpoint, play_id, campaign, ad_group, creative, \
                currency, amount, impressions, clicks, received_at AS reported_at FROM cost WHERE %s) AS found \
                WHERE cost_id > ? ORDER BY cost_id LIMIT ?""".formatted(ID, where);
        return ask(sql, values, choice);
    }

    private Answer ask(String sql, List<Object> values, Choice choice) {
        try (Connection connection = parts.serving().connect()) {
            parts.costs().show(connection);
            LocalDate to = choice.to();
            return Serving.query(connection, sql, values.toArray())
                    .answer(parts.settings().name(), to == null ? lastDay(connection) : to.toString());
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private static String lastDay(Connection connection) throws SQLException {
        Object day = Serving.query(connection, "SELECT max(day) FROM cost")
                .rows()
                .getFirst()
                .getFirst();
        return day == null ? "" : day.toString();
    }
}
