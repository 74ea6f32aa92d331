package io.tidebank.brand;

import static java.util.stream.Collectors.joining;

import io.tidebank.brand.home.BrandError;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.cost.CostReports;
import io.tidebank.collect.cost.CostRow;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.CostTable;
import io.tidebank.money.HomeAmount;
import io.tidebank.money.RateTable;
import io.tidebank.money.Rates;
import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a brand's touchpoints cost, as reported last. Amounts of different currencies are never added up; what they are
 * worth in the brand's, at the rate of their day, stands beside them, as far as there is a rate.
 */
public final class BrandCosts {

    /** What one answer lists at most. */
    public static final int MOST_ROWS = 10_000;

    private static final String ID = """
            strftime(day, '%Y-%m-%d') || '.' || substr(md5(concat_ws(chr(31), source, touchpoint, coalesce(play_id, ''), \
            coalesce(campaign, ''), coalesce(ad_group, ''), coalesce(creative, ''), currency)), 1, 16)""";

    /** What holds, with its worth in the brand's currency. */
    private static final String VALUED = "cost_valued";

    private static final List<String> VALUED_COLUMNS = Stream.of(
                    CostTable.KEY,
                    List.of("currency", "amount", HomeAmount.COLUMN, "impressions", "clicks", "received_at"))
            .flatMap(List::stream)
            .toList();

    /** The two sums that each rate is made of, over the costs that tell both. */
    private static final String RATES = String.join(
            ", ",
            both("amount_home", "impressions", "DECIMAL(28, 4)", "cpm_amount"),
            both("impressions", "amount_home", "BIGINT", "cpm_impressions"),
            both("amount_home", "clicks", "DECIMAL(28, 4)", "cpc_amount"),
            both("clicks", "amount_home", "BIGINT", "cpc_clicks"),
            both("clicks", "impressions", "BIGINT", "ctr_clicks"),
            both("impressions", "clicks", "BIGINT", "ctr_impressions"));

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
        PLAY("play_id", "currency, amount DESC, play_id NULLS LAST"),
        CAMPAIGN("campaign", "currency, amount DESC, campaign NULLS LAST"),
        SOURCE("source", "currency, amount DESC, source");

        private static final String NAMES = "day, month, touchpoint, play, campaign or source";

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
                            BrandError.COSTS_BY_UNKNOWN, "Costs are summed by %s, not by '%s'".formatted(NAMES, name)));
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
     * The costs that one row of sums stands for.
     *
     * @param value what the row begins with; null where nothing was told, such as no play
     */
    public record Part(By by, @Nullable String value) {

        /** The one that people write so: {@code play:double-11}, or {@code play:} for those of no play. */
        public static Part of(String text) {
            int colon = text.indexOf(':');
            String value = colon < 0 ? "" : text.substring(colon + 1);
            return new Part(By.of(colon < 0 ? text : text.substring(0, colon)), value.isEmpty() ? null : value);
        }

        /** As people write it. */
        public String label() {
            return by.label() + ":" + (value == null ? "" : value);
        }
    }

    /**
     * Which costs are asked for.
     *
     * @param from the first day; null for the first there is
     * @param to the last day; null for the last there is
     * @param touchpoint a touchpoint, with all below it; null for all
     * @param part those of one row of sums alone; null for all
     */
    public record Choice(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String touchpoint,
            @Nullable Part part) {

        public Choice {
            if (from != null && to != null && to.isBefore(from)) {
                throw new TidebankException(
                        BrandError.PERIOD_INVALID, "The period ends (%s) before it begins (%s)".formatted(to, from));
            }
        }

        private String where(List<@Nullable Object> values) {
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
            if (part != null) {
                conditions.add("CAST(%s AS VARCHAR) IS NOT DISTINCT FROM ?".formatted(part.by().value));
                values.add(part.value());
            }
            return String.join(" AND ", conditions);
        }
    }

    /**
     * Sums: what they stand for, {@code currency, amount, impressions, clicks, amount_home, amount_unrated, costs}, and the
     * two sums of each rate: {@code cpm_amount, cpm_impressions, cpc_amount, cpc_clicks, ctr_clicks, ctr_impressions}; days
     * in order, others the dearest first. {@code amount_home} is in the brand's currency, and null if there is no rate for
     * any of it; {@code amount_unrated} is the part of {@code amount} that is not in it. A rate is of those costs alone that
     * tell both of its parts, its money in the brand's currency: who divides the sums of all gets another one.
     */
    public Answer sums(By by, Choice choice) {
        List<@Nullable Object> values = new ArrayList<>();
        String sql = """
                SELECT %1$s AS %2$s, currency, sum(told.amount)::DECIMAL(28, 4) AS amount, \
                sum(told.impressions)::BIGINT AS impressions, sum(told.clicks)::BIGINT AS clicks, \
                sum(told.amount_home)::DECIMAL(28, 4) AS amount_home, \
                coalesce(sum(told.amount) FILTER (told.amount_home IS NULL), 0)::DECIMAL(28, 4) AS amount_unrated, \
                count(*) AS costs, %3$s FROM %4$s AS told WHERE %5$s GROUP BY ALL ORDER BY %6$s""".formatted(by.value, by.column(), RATES, VALUED, choice.where(values), by.order);
        return ask(sql, values, choice, this::showValued);
    }

    private static String both(String summed, String other, String type, String name) {
        return "coalesce(sum(told.%s) FILTER (told.%s IS NOT NULL), 0)::%s AS %s".formatted(summed, other, type, name);
    }

    /**
     * The reports that costs were told by last, the latest first, each currency on its own: {@code import_id, source,
     * reported_at, mapping, files, currency, amount, costs, first_day, last_day}. An import can be undone; what the reports
     * before it say holds again then.
     */
    public Answer reports(Choice choice) {
        List<@Nullable Object> values = new ArrayList<>();
        String sql = """
                SELECT import_id, source, received_at AS reported_at, NULL AS mapping, NULL AS files, currency, \
                sum(amount)::DECIMAL(28, 4) AS amount, count(*) AS costs, min(day) AS first_day, max(day) AS last_day \
                FROM cost_report AS told SEMI JOIN (SELECT * FROM cost WHERE %s) AS held \
                ON %s AND told.received_at = held.received_at \
                GROUP BY ALL ORDER BY reported_at DESC, import_id, currency""".formatted(choice.where(values), CostTable.sameKey("told", "held"));
        Answer found = ask(sql, values, choice, parts.costs()::show);
        return new Answer(
                found.brand(),
                found.asOf(),
                found.columns(),
                found.rows().stream()
                        .map(row -> reports.find(String.valueOf(row.getFirst()))
                                .map(report -> withFiles(row, report))
                                .orElse(row))
                        .toList());
    }

    private static List<@Nullable Object> withFiles(List<@Nullable Object> row, ImportReport report) {
        List<@Nullable Object> told = new ArrayList<>(row);
        told.set(3, report.mapping());
        told.set(4, report.files().stream().map(FileCount::file).collect(joining(", ")));
        return told;
    }

    /**
     * Costs one by one, in the order of their days: {@code cost_id, day, source, touchpoint, play_id, campaign, ad_group,
     * creative, currency, amount, impressions, clicks, reported_at}.
     *
     * @param after the last {@code cost_id} that was read before; null from the beginning
     * @param most rows, at most {@value #MOST_ROWS}
     */
    public Answer list(Choice choice, @Nullable String after, int most) {
        List<@Nullable Object> values = new ArrayList<>();
        String where = choice.where(values);
        values.add(after == null ? "" : after);
        values.add(Math.clamp(most, 0, MOST_ROWS));
        String sql = """
                SELECT * FROM (SELECT %s AS cost_id, day, source, touchpoint, play_id, campaign, ad_group, creative, \
                currency, amount, impressions, clicks, received_at AS reported_at FROM cost WHERE %s) AS found \
                WHERE cost_id > ? ORDER BY cost_id LIMIT ?""".formatted(ID, where);
        return ask(sql, values, choice, parts.costs()::show);
    }

    /** Makes the views that a question is about. */
    private interface Views {
        void show(Connection connection) throws SQLException;
    }

    private Answer ask(String sql, List<@Nullable Object> values, Choice choice, Views views) {
        try (Connection connection = parts.serving().connect()) {
            views.show(connection);
            LocalDate to = choice.to();
            return Serving.query(connection, sql, values.toArray())
                    .answer(parts.settings().name(), to == null ? lastDay(connection) : to.toString());
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Rates are read as they are now, and only where something is in another currency. */
    private void showValued(Connection connection) throws SQLException {
        parts.costs().show(connection);
        String home = parts.rates().currency();
        boolean foreign = !Serving.query(connection, "SELECT 1 FROM cost WHERE currency <> ? LIMIT 1", home)
                .rows()
                .isEmpty();
        Rates known = foreign ? parts.rates().read() : Rates.NONE;
        if (!known.isEmpty()) {
            RateTable.lend(connection, known);
        }
        String valued = new HomeAmount(home, !known.isEmpty())
                .overDays("SELECT *, NULL::DECIMAL(28, 4) AS amount_home FROM cost", VALUED_COLUMNS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP VIEW %s AS %s".formatted(VALUED, valued));
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
