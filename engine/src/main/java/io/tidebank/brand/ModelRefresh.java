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
import org.jspecify.annotations.Nullable;

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
     * What models are built from.
     *
     * @param generation of the serving file
     * @param files the touches that it was derived from
     */
    record Built(Generation generation, List<TouchFile> files) {}

    /**
     * What is different now.
     *
     * @param before what the models were built from last
     * @param since nothing before this moment is different, µs since 1970
     */
    record Change(Built before, long since) {}

    /**
     * Brings all models up to date, in the connection's transaction if one is open. What is refreshed by day is computed
     * again from the first day that changed.
     *
     * @param change null if it is not known; all that differs is then built whole
     */
    List<ModelRun> run(Connection connection, Built built, @Nullable Change change, Progress progress) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ModelMacro.BRAND_DAY.duckDb(zone));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        MonthEnds.write(connection, zone, first(built), last(built));
        Map<String, String> versions = versions(built);
        BuildOrder order = BuildOrder.of(SqlModel.all(methods, connection), versions.keySet());
        ModelBuild.Inputs inputs = change == null
                ? ModelBuild.Inputs.of(versions)
                : new ModelBuild.Inputs(versions, versions(change.before()), day(change.since()));
        return new ModelBuild(connection, clock).run(order, inputs, progress);
    }

    private Map<String, String> versions(Built built) {
        Map<String, String> versions = new TreeMap<>();
        INPUTS.forEach(input -> versions.put(input, built.generation().state()));
        versions.put("touch", Long.toString(built.generation().snapshot()));
        versions.put("month_end", MonthEnds.version(zone, first(built), last(built)));
        versions.put("brand_day", zone.getId());
        return versions;
    }

    private LocalDate first(Built built) {
        return day(
                built.files().stream().mapToLong(TouchFile::firstMicros).min().orElse(0));
    }

    private LocalDate last(Built built) {
        return day(built.files().stream().mapToLong(TouchFile::lastMicros).max().orElse(0));
    }

    private LocalDate day(long micros) {
        return LocalDate.ofEpochDay(new DayClock(zone).day(micros));
    }
}
