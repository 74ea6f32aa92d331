package io.tidebank.brand;

import io.tidebank.fold.DayClock;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.BuildOrder;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelBuild;
import io.tidebank.sql.ModelMacro;
import io.tidebank.sql.ModelRun;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds the SQL models of a brand on top of a generation; what has not changed is left as it is. */
final class ModelRefresh {

    private static final List<String> INPUTS =
            List.of("touch", "identity", "consumer", "stage_interval", "stage_day", "month_end", "brand_day");

    private final MethodFiles methods;
    private final ZoneId zone;
    private final Clock clock;

    ModelRefresh(MethodFiles methods, ZoneId zone, Clock clock) {
        this.methods = methods;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * Brings all models up to date.
     *
     * @param first the day of the first touch, in the brand's zone
     * @param last the day of the last one
     */
    List<ModelRun> run(DuckDb serving, Generation generation, LocalDate first, LocalDate last, Progress progress) {
        try (Connection connection = serving.connect()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(ModelMacro.BRAND_DAY.duckDb(zone));
            }
            listMonths(connection, first, last);
            Map<String, String> versions = versions(generation, last);
            BuildOrder order = BuildOrder.of(SqlModel.all(methods, connection), versions.keySet());
            return new ModelBuild(connection, clock).run(order, versions, progress);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    private Map<String, String> versions(Generation generation, LocalDate last) {
        Map<String, String> versions = new TreeMap<>();
        INPUTS.forEach(input -> versions.put(input, generation.state()));
        versions.put("touch", Long.toString(generation.snapshot()));
        versions.put("month_end", last.toString());
        versions.put("brand_day", zone.getId());
        return versions;
    }

    /** Every month that is over: its last day, and that day's last moment. */
    private void listMonths(Connection connection, LocalDate first, LocalDate last) throws SQLException {
        DayClock days = new DayClock(zone);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE month_end(month DATE, day DATE, at_instant TIMESTAMPTZ)");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO month_end VALUES (?, ?, make_timestamptz(?))")) {
            int months = 0;
            for (YearMonth month = YearMonth.from(first); !month.atEndOfMonth().isAfter(last); month = month.plusMonths(1)) {
                insert.setObject(1, month.atDay(1));
                insert.setObject(2, month.atEndOfMonth());
                insert.setLong(3, days.end(month.atEndOfMonth()) - 1);
                insert.addBatch();
                months++;
            }
            if (months > 0) {
                insert.executeBatch();
            }
        }
    }
}
