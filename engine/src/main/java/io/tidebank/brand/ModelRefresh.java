package io.tidebank.brand;

import io.tidebank.asset.MonthEnds;
import io.tidebank.fold.DayClock;
import io.tidebank.lake.TouchFile;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.BuildOrder;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelBuild;
import io.tidebank.sql.ModelMacro;
import io.tidebank.sql.ModelRun;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
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
     * Brings all models up to date, in the connection's transaction if one is open.
     *
     * @param files the touches that the generation was derived from
     */
    List<ModelRun> run(Connection connection, Generation generation, List<TouchFile> files, Progress progress) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ModelMacro.BRAND_DAY.duckDb(zone));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        DayClock days = new DayClock(zone);
        long first = files.stream().mapToLong(TouchFile::firstMicros).min().orElse(0);
        long last = files.stream().mapToLong(TouchFile::lastMicros).max().orElse(0);
        String months = MonthEnds.write(
                connection, zone, LocalDate.ofEpochDay(days.day(first)), LocalDate.ofEpochDay(days.day(last)));
        Map<String, String> versions = versions(generation, months);
        BuildOrder order = BuildOrder.of(SqlModel.all(methods, connection), versions.keySet());
        return new ModelBuild(connection, clock).run(order, versions, progress);
    }

    private Map<String, String> versions(Generation generation, String months) {
        Map<String, String> versions = new TreeMap<>();
        INPUTS.forEach(input -> versions.put(input, generation.state()));
        versions.put("touch", Long.toString(generation.snapshot()));
        versions.put("month_end", months);
        versions.put("brand_day", zone.getId());
        return versions;
    }
}
