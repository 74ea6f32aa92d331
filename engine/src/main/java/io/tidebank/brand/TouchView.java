package io.tidebank.brand;

import io.tidebank.lake.TouchFile;
import io.tidebank.money.HomeAmount;
import io.tidebank.money.RateTable;
import io.tidebank.money.Rates;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelMacro;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The touches of a snapshot as all who read the serving file see them, with their money in the brand's currency. */
final class TouchView {

    private static final List<String> COLUMNS =
            TouchColumns.ALL.stream().map(TouchColumn::name).toList();

    private final BrandParts parts;

    TouchView(BrandParts parts) {
        this.parts = parts;
    }

    /** @param rates version of the rates; empty for none */
    HomeAmount money(String rates) {
        return new HomeAmount(parts.rates().currency(), !rates.isEmpty());
    }

    /** The SELECT of the touches of files. */
    String select(List<TouchFile> files, String rates) {
        return money(rates).over(parts.table().scan(files, COLUMNS), COLUMNS);
    }

    /** Makes the files' touches those that readers see. */
    void write(Connection writing, List<TouchFile> files, String rates) {
        execute(writing, "CREATE OR REPLACE VIEW touch AS " + select(files, rates));
    }

    /** Writes the rates down as they are now, with what it takes to look them up. */
    Rates writeRates(Connection writing) {
        Rates rates = parts.rates().read();
        execute(writing, ModelMacro.BRAND_DAY.duckDb(zone()));
        RateTable.write(writing, rates);
        return rates;
    }

    /** Tells a connection of rates that another one has written and not committed yet. */
    void lend(Connection reading, Rates rates) {
        execute(reading, ModelMacro.BRAND_DAY.duckDbAlone(zone()));
        RateTable.lend(reading, rates);
    }

    private String zone() {
        return parts.settings().zone().getId();
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }
}
