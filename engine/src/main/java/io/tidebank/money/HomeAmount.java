package io.tidebank.money;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * The one definition of money in the brand's currency, as a SELECT that DuckDB and Spark both run: what the sender said it
 * is; else the amount where its currency is the brand's or none is told; else the amount at the day's rate, rounded half
 * up to four places; else null, which counts in no sum. Currencies are shown as {@link CurrencyCode} writes them. All that
 * reads {@code amount_home} reads it through this.
 *
 * @param currency the brand's, ISO 4217
 * @param rated whether any rate is known; without one nothing is looked up, so that a brand with one currency pays nothing
 */
public record HomeAmount(String currency, boolean rated) {

    /** The column of touches that is given its meaning here. */
    public static final String COLUMN = "amount_home";

    private static final String CODE = "currency";

    /**
     * Touches with {@code amount_home} as defined here. The macro {@code brand_day} and, if there are rates, the table
     * {@link RateTable#NAME} are known where it runs. With rates the order of the rows is lost.
     *
     * @param touches a SELECT of touches as the lake holds them
     * @param columns of that SELECT: {@code amount}, {@code amount_home}, {@code currency} and {@code occurred_at} are among
     *     them
     */
    public String over(String touches, List<String> columns) {
        return over(touches, columns, "brand_day(told.occurred_at)");
    }

    /**
     * The same of rows that name their day, in the brand's zone, and no moment.
     *
     * @param columns of that SELECT: {@code amount}, {@code amount_home}, {@code currency} and {@code day} are among them
     */
    public String overDays(String rows, List<String> columns) {
        return over(rows, columns, "told.day");
    }

    private String over(String touches, List<String> columns, String day) {
        String selected = columns.stream()
                .map(column -> switch (column) {
                    case COLUMN -> definition() + " AS " + COLUMN;
                    case CODE -> CurrencyCode.sql("told.currency") + " AS " + CODE;
                    default -> "told." + column;
                })
                .collect(joining(", "));
        String rates = rated
                ? " LEFT JOIN %s AS known ON known.currency = %s AND known.day = %s"
                        .formatted(RateTable.NAME, CurrencyCode.sql("told.currency"), day)
                : "";
        return "SELECT %s FROM (%s) AS told%s".formatted(selected, touches, rates);
    }

    private String definition() {
        return "coalesce(told.amount_home, CASE WHEN told.currency IS NULL OR %s = '%s' THEN told.amount%s END)"
                .formatted(
                        CurrencyCode.sql("told.currency"),
                        currency,
                        rated ? " ELSE try_cast(told.amount * known.rate AS decimal(18, 4))" : "");
    }
}
