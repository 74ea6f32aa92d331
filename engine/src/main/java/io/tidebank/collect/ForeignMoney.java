package io.tidebank.collect;

import static java.util.stream.Collectors.joining;

import io.tidebank.lake.TouchFile;
import io.tidebank.money.HomeAmount;
import io.tidebank.money.RateTable;
import io.tidebank.money.Rates;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelMacro;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Says of an import's money in other currencies what it counts for: nobody may take it for the brand's unawares. */
final class ForeignMoney {

    private static final List<String> COLUMNS = List.of("occurred_at", "currency", "amount", HomeAmount.COLUMN);

    private final ImportContext context;
    private final Connection connection;

    /** @param connection of the import */
    ForeignMoney(ImportContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    /**
     * Amounts in one currency.
     *
     * @param unrated how many of them no rate is known for
     */
    private record Share(String currency, long amounts, long unrated) {}

    /** Notes for the report; none where all is in the brand's currency, or the file says what it is in it. */
    List<String> notes(List<TouchFile> staged) {
        List<Share> shares = shares(staged, Rates.NONE);
        Rates rates = shares.isEmpty() ? Rates.NONE : context.rates().read();
        shares = rates.isEmpty() ? shares : shares(staged, rates);
        List<String> notes = new ArrayList<>();
        long rated = shares.stream()
                .mapToLong(share -> share.amounts - share.unrated)
                .sum();
        long unrated = shares.stream().mapToLong(Share::unrated).sum();
        if (rated > 0) {
            notes.add("In other currencies than %s: %,d amounts, which count at the rate of their day"
                    .formatted(context.currency(), rated));
        }
        if (unrated > 0) {
            String named = shares.stream()
                    .filter(share -> share.unrated > 0)
                    .map(share -> "%s %,d".formatted(share.currency, share.unrated))
                    .collect(joining(", "));
            notes.add(
                    ("In currencies whose rate to %s is not known: %,d amounts (%s). The orders count, their money is in"
                                    + " no sum until there are rates: tidebank rates import FILE")
                            .formatted(context.currency(), unrated, named));
        }
        return notes;
    }

    private List<Share> shares(List<TouchFile> staged, Rates rates) {
        HomeAmount money = new HomeAmount(context.currency(), !rates.isEmpty());
        if (money.rated()) {
            RateTable.lend(connection, rates);
        }
        String told = "SELECT * FROM (%s) AS staged WHERE amount_home IS NULL"
                .formatted(context.touches().scan(staged, COLUMNS));
        String sql = """
                SELECT upper(currency), count(*), count(*) FILTER (amount_home IS NULL)
                FROM (%s) AS staged WHERE amount IS NOT NULL AND upper(currency) <> ? GROUP BY ALL ORDER BY ALL""".formatted(money.over(told, COLUMNS));
        try (Statement statement = connection.createStatement()) {
            statement.execute(ModelMacro.BRAND_DAY.duckDbAlone(context.zone().getId()));
            return read(sql);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private List<Share> read(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, context.currency());
            List<Share> shares = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    shares.add(new Share(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                }
            }
            return shares;
        }
    }
}
