package io.tidebank.money;

import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelMacro;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.sql.Connection;
import java.time.ZoneId;
import java.util.List;

/** The touches of a snapshot as all who read the serving file see them, with their money in the brand's currency. */
public final class TouchView {

    private static final List<String> COLUMNS =
            TouchColumns.ALL.stream().map(TouchColumn::name).toList();

    private final TouchTable table;
    private final RateFile rates;
    private final ZoneId zone;

    /** @param zone in which days begin and end */
    public TouchView(TouchTable table, RateFile rates, ZoneId zone) {
        this.table = table;
        this.rates = rates;
        this.zone = zone;
    }

    /** @param version of the rates; empty for none */
    public HomeAmount money(String version) {
        return new HomeAmount(rates.currency(), !version.isEmpty());
    }

    /** The SELECT of the touches of files. */
    public String select(List<TouchFile> files, String version) {
        return money(version).over(table.scan(files, COLUMNS), COLUMNS);
    }

    /** Makes the files' touches those that readers see. */
    public void write(Connection writing, List<TouchFile> files, String version) {
        DuckDb.run(writing, "CREATE OR REPLACE VIEW touch AS " + select(files, version));
    }

    /** Writes the rates down as they are now, with what it takes to look them up. */
    public Rates writeRates(Connection writing) {
        Rates known = rates.read();
        DuckDb.run(writing, ModelMacro.BRAND_DAY.duckDb(zone.getId()));
        RateTable.write(writing, known);
        return known;
    }

    /** Tells a connection of rates that another one has written and not committed yet. */
    public void lend(Connection reading, Rates known) {
        DuckDb.run(reading, ModelMacro.BRAND_DAY.duckDbAlone(zone.getId()));
        RateTable.lend(reading, known);
    }
}
