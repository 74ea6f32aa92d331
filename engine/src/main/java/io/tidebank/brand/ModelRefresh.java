package io.tidebank.brand;

import io.tidebank.asset.MonthEnds;
import io.tidebank.error.TidebankException;
import io.tidebank.fold.DayClock;
import io.tidebank.fold.FoldError;
import io.tidebank.identity.Consumers;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.BuildOrder;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.ModelBuild;
import io.tidebank.sql.ModelInputs;
import io.tidebank.sql.ModelMacro;
import io.tidebank.sql.ModelRun;
import io.tidebank.sql.Progress;
import io.tidebank.sql.SqlModel;
import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the SQL models of a brand on top of a generation, in two goes: the voided orders, which the folds ask for, and
 * after the folds the rest. What has not changed is left as it is.
 */
final class ModelRefresh {

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final String MONTH_END = "month_end";
    private static final List<String> INPUTS = List.of(
            "touch", "identity", "consumer", "stage_interval", "stage_day", MONTH_END, "brand_day", "brand_currency");

    private static final String ORDER_TOUCH = "order_touch";
    private static final String ORDER_VOID = "order_void";

    private final MethodFiles methods;
    private final ZoneId zone;
    private final String currency;
    private final Clock clock;
    private Map<String, SqlModel> parsed = Map.of();

    ModelRefresh(MethodFiles methods, ZoneId zone, Currency currency, Clock clock) {
        this.methods = methods;
        this.zone = zone;
        this.currency = currency.getCurrencyCode();
        this.clock = clock;
    }

    /**
     * What models are built from.
     *
     * @param snapshot of the touches
     * @param rates version of the exchange rates, which touches are read with; empty for none
     * @param state names the generation that identities and stages belong to
     * @param files the touches of the snapshot
     */
    record Built(long snapshot, String rates, String state, List<TouchFile> files) {

        static Built of(Generation generation, TouchTable table) {
            return new Built(
                    generation.snapshot(), generation.rates(), generation.state(), table.files(generation.snapshot()));
        }

        /** Differs when touches do, or what their money is worth. */
        String touches() {
            return rates.isEmpty() ? Long.toString(snapshot) : snapshot + " " + rates;
        }
    }

    /**
     * What is different now.
     *
     * @param before what the models were built from last
     * @param added SELECT of the touches that came since; none went
     */
    record Change(Built before, String added) {}

    /** Differs when the model files that say which orders are void do: stages follow from them. */
    String orderHashes() {
        return methods.hash(path(ORDER_TOUCH)) + ' ' + methods.hash(path(ORDER_VOID));
    }

    private static String path(String model) {
        return "models/" + model + ".sql";
    }

    /**
     * Begins to bring the models up to date. The view {@code touch} is that of the new snapshot already.
     *
     * @param change null if it is not known; all that differs is then built whole
     */
    Session begin(Connection connection, Built built, @Nullable Change change) {
        return new Session(connection, built, change);
    }

    /** One refresh, on one connection and in its transaction if one is open. */
    final class Session {

        private final Connection connection;
        private final @Nullable Change change;
        private final Map<String, String> versions;
        private final Map<String, String> before;
        private final BuildOrder order;
        private final ModelBuild build;

        private Session(Connection connection, Built built, @Nullable Change change) {
            this.connection = connection;
            this.change = change;
            DuckDb.run(connection, ModelMacro.BRAND_DAY.duckDb(zone.getId()));
            DuckDb.run(connection, ModelMacro.BRAND_CURRENCY.duckDb(currency));
            this.versions = versions(built);
            this.before = change == null ? Map.of() : versions(change.before());
            if (!Objects.equals(versions.get(MONTH_END), before.get(MONTH_END))) {
                MonthEnds.write(connection, zone, first(built), last(built));
            }
            this.order = BuildOrder.of(models(connection), versions.keySet());
            this.build = new ModelBuild(connection, clock);
        }

        /** Brings the voided orders up to date; they need touches alone. */
        VoidedOrders voidedOrders(Consumers consumers) {
            if (change == null) {
                return everyVoidedOrder(consumers);
            }
            build.run(order, order.upTo(ORDER_VOID), inputs(change.added(), null, Set.of()), Progress.NONE);
            String changed = build.changes(ORDER_VOID)
                    .orElseThrow(() -> new TidebankException(
                            FoldError.STATE_BROKEN, "It is not known any more which orders were void"));
            return VoidedOrders.read(connection, changed, consumers);
        }

        /**
         * The same from nothing. An order of which nothing was taken back is not void, whatever the model says of the
         * others: it is shown those alone, so that the fold of a whole history need not wait for a copy of its trade.
         */
        private VoidedOrders everyVoidedOrder(Consumers consumers) {
            // Two narrow columns, most files of which their statistics rule out, come before any other.
            DuckDb.run(
                    connection,
                    "CREATE OR REPLACE TEMP TABLE order_undone AS SELECT DISTINCT source, order_id FROM touch"
                            + " WHERE kind IN ('refund', 'cancel') AND order_id IS NOT NULL");
            // What the model reads is narrowed, not what it gives: it looks for doubles among all that it reads.
            DuckDb.run(
                    connection,
                    "CREATE OR REPLACE TEMP VIEW touch AS SELECT * FROM %s.touch SEMI JOIN order_undone USING (source, order_id)"
                            .formatted(build.schema()),
                    "CREATE OR REPLACE TEMP TABLE " + ORDER_TOUCH + " AS "
                            + order.model(ORDER_TOUCH).select(),
                    "DROP VIEW temp.touch");
            build.run(order, Set.of(ORDER_VOID), ModelInputs.of(versions), Progress.NONE);
            VoidedOrders orders = VoidedOrders.read(connection, ORDER_VOID, consumers);
            DuckDb.run(connection, "DROP TABLE temp." + ORDER_TOUCH);
            return orders;
        }

        /**
         * Brings all models up to date. What is refreshed by day is computed again from the first day that changed.
         *
         * @param since nothing before this moment is different, µs since 1970; null if that is not known
         * @param steady inputs to which no more happened than that rows came which no earlier touch refers to
         */
        List<ModelRun> all(@Nullable Long since, Set<String> steady, Progress progress) {
            ModelInputs inputs = change == null ? ModelInputs.of(versions) : inputs(change.added(), since, steady);
            return build.run(order, inputs, progress);
        }

        private ModelInputs inputs(String added, @Nullable Long since, Set<String> steady) {
            ModelInputs.Grown touches = new ModelInputs.Grown(List.of("source", "touch_id"), added);
            return new ModelInputs(
                    versions, before, since == null ? null : day(since), Map.of("touch", touches), steady);
        }
    }

    /** Every model; a file is parsed once for as long as its text stays. */
    private Collection<SqlModel> models(Connection connection) {
        Map<String, SqlModel> models = new TreeMap<>();
        for (String name : methods.list("models")) {
            String text = methods.read(path(name));
            String version = name + '\n' + text;
            SqlModel known = parsed.get(version);
            models.put(version, known == null ? SqlModel.parse(name, text, connection) : known);
        }
        parsed = models;
        return models.values();
    }

    private Map<String, String> versions(Built built) {
        Map<String, String> versions = new TreeMap<>();
        INPUTS.forEach(input -> versions.put(input, built.state()));
        versions.put("touch", built.touches());
        versions.put(MONTH_END, MonthEnds.version(zone, first(built), last(built)));
        versions.put("brand_day", zone.getId());
        versions.put("brand_currency", currency);
        return versions;
    }

    private LocalDate first(Built built) {
        return day(
                built.files().stream().mapToLong(TouchFile::firstMicros).min().orElse(0));
    }

    private LocalDate last(Built built) {
        return day(built.files().stream().mapToLong(TouchFile::lastMicros).max().orElse(0));
    }

    /** Where nothing is different at all, the last day that databases know: what is refreshed by day has nothing to do then. */
    private LocalDate day(long micros) {
        return micros == Long.MAX_VALUE ? LAST_DAY : LocalDate.ofEpochDay(new DayClock(zone).day(micros));
    }
}
