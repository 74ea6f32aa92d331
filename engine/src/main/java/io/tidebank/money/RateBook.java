package io.tidebank.money;

import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a brand knows of exchange rates, and where it lacks them. */
public final class RateBook {

    private static final String THERE =
            "SELECT 1 FROM information_schema.tables WHERE table_name = 'unrated_day' AND table_schema = 'main'";

    private static final String UNRATED =
            "SELECT currency, CAST(sum(lines + refunds) AS BIGINT) FROM unrated_day GROUP BY currency";

    private final String brand;
    private final RateFile file;
    private final DuckDb serving;

    /** @param serving the brand's serving file, which says what no rate was found for */
    public RateBook(String brand, RateFile file, DuckDb serving) {
        this.brand = brand;
        this.file = file;
        this.serving = serving;
    }

    /** The currencies that rates are known or missing of: {@code currency, rates, first_day, last_day, unrated}. */
    public Answer list() {
        SortedMap<String, Long> unrated = unrated();
        Map<String, List<Rate>> known = new TreeMap<>();
        for (Rate rate : file.read().all()) {
            known.computeIfAbsent(rate.currency(), currency -> new ArrayList<>())
                    .add(rate);
        }
        SortedSet<String> currencies = new TreeSet<>(known.keySet());
        currencies.addAll(unrated.keySet());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String currency : currencies) {
            List<Rate> rates = known.getOrDefault(currency, List.of());
            rows.add(Arrays.asList(
                    currency,
                    (long) rates.size(),
                    rates.isEmpty() ? null : rates.getFirst().day().toString(),
                    rates.isEmpty() ? null : rates.getLast().day().toString(),
                    unrated.getOrDefault(currency, 0L)));
        }
        return new Answer(brand, "", List.of("currency", "rates", "first_day", "last_day", "unrated"), rows);
    }

    /**
     * Takes rates over, which count from the next refresh on. RATES_INVALID names the lines that are none, and nothing is
     * taken then.
     *
     * @param text a file's: {@code day,currency,rate}, or the European Central Bank's reference rates
     */
    public Answer add(String text) {
        RateReader.Found found = file.add(text);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of("rates", (long) found.rates().all().size()));
        rows.add(List.of("days without a rate of " + file.currency(), (long) found.skippedDays()));
        return new Answer(brand, "", List.of("what", "count"), rows);
    }

    /** Order lines and refunds by currency that count in no sum of money, as of the last refresh. */
    public SortedMap<String, Long> unrated() {
        SortedMap<String, Long> unrated = new TreeMap<>();
        try (Connection connection = serving.connect();
                Statement statement = connection.createStatement()) {
            if (!isThere(statement)) {
                return unrated;
            }
            try (ResultSet rows = statement.executeQuery(UNRATED)) {
                while (rows.next()) {
                    unrated.put(rows.getString(1), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return unrated;
    }

    private static boolean isThere(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery(THERE)) {
            return found.next();
        }
    }
}
