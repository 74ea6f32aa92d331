package io.tidebank.money;

import static java.util.stream.Collectors.joining;

import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelMacro;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Says of an import's money in other currencies what it counts for: nobody may take it for the brand's unawares. */
public final class ForeignMoney {

    private static final List<String> COLUMNS = List.of("occurred_at", "kind", "currency", "amount", HomeAmount.COLUMN);

    private final TouchTable touches;
    private final RateFile rates;
    private final ZoneId zone;
    private final Connection connection;

    /** @param connection of the import */
    public ForeignMoney(TouchTable touches, RateFile rates, ZoneId zone, Connection connection) {
        this.touches = touches;
        this.rates = rates;
        this.zone = zone;
        this.connection = connection;
    }

    /**
     * Amounts in one currency; an order and its payment are one.
     *
     * @param unrated how many of them no rate is known for
     */
    private record Share(String currency, long amounts, long unrated) {}

    /** Notes for the report; none where all is in the brand's currency, or the file says what it is in it. */
    public List<String> notes(List<TouchFile> staged) {
        List<Share> shares = shares(staged, Rates.NONE);
        Rates known = shares.isEmpty() ? Rates.NONE : rates.read();
        shares = known.isEmpty() ? shares : shares(staged, known);
        List<String> notes = new ArrayList<>();
        long rated = shares.stream()
                .mapToLong(share -> share.amounts - share.unrated)
                .sum();
        long unrated = shares.stream().mapToLong(Share::unrated).sum();
        if (rated > 0) {
            notes.add("In other currencies than %s: %,d amounts, which count at the rate of their day"
                    .formatted(rates.currency(), rated));
        }
        if (unrated > 0) {
            String named = shares.stream()
                    .filter(share -> share.unrated > 0)
                    .map(share -> "%s %,d".formatted(share.currency, share.unrated))
                    .collect(joining(", "));
            notes.add(
                    ("In currencies whose rate to %s is not known: %,d amounts (%s). The orders count, their money is in"
                                    + " no sum until there are rates: tidebank rates import FILE")
                            .formatted(rates.currency(), unrated, named));
        }
        return notes;
    }

    private List<Share> shares(List<TouchFile> staged, Rates known) {
        HomeAmount money = new HomeAmount(rates.currency(), !known.isEmpty());
        if (money.rated()) {
            RateTable.lend(connection, known);
        }
        String told = "SELECT * FROM (%s) AS staged WHERE amount_home IS NULL".formatted(touches.scan(staged, COLUMNS));
        String sql = """
                SELECT currency,
                    greatest(count(*) FILTER (kind <> 'pay'), count(*) FILTER (kind = 'pay')),
                    greatest(
                        count(*) FILTER (kind <> 'pay' AND amount_home IS NULL),
                        count(*) FILTER (kind = 'pay' AND amount_home IS NULL))
                FROM (%s) AS staged WHERE amount IS NOT NULL AND currency <> ? GROUP BY ALL ORDER BY ALL""".formatted(money.over(told, COLUMNS));
        try (Statement statement = connection.createStatement()) {
            statement.execute(ModelMacro.BRAND_DAY.duckDbAlone(zone.getId()));
            return read(sql);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private List<Share> read(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, rates.currency());
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
