package io.tidebank.brand;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.error.TidebankException;
import io.tidebank.fold.DayClock;
import io.tidebank.fold.FoldError;
import io.tidebank.fold.OrderVoidScan;
import io.tidebank.identity.Consumers;
import io.tidebank.identity.IdentityTables;
import io.tidebank.identity.Merges;
import io.tidebank.ladder.StageRefresh;
import io.tidebank.lake.TouchFile;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings everything that is derived from a brand's touches up to the lake's current snapshot: identities, stage
 * intervals, daily counts. One transaction replaces the old generation by the new; a crash leaves the old one.
 */
final class Refresher {

    private final BrandParts parts;
    private final Clock clock;
    private final StageRefresh stages;
    private final ModelRefresh models;
    private @Nullable Consumers resident;
    private String residentState = "";

    Refresher(BrandParts parts, ModelRefresh models, Clock clock) {
        this.parts = parts;
        this.models = models;
        this.clock = clock;
        DayClock days = new DayClock(parts.settings().zone());
        this.stages = new StageRefresh(parts.ladders(), parts.kinds(), parts.table(), days, parts.engine());
    }

    RefreshReport run(Progress progress) {
        long started = System.nanoTime();
        long snapshot = parts.table().snapshot();
        if (snapshot == 0) {
            throw new TidebankException(
                    BrandError.BRAND_EMPTY,
                    "Brand '%s' has no touches yet. Import some: tidebank import FILE"
                            .formatted(parts.settings().name()));
        }
        Optional<Generation> before = generation();
        String why = reasonForAll(before, snapshot);
        if (why.isEmpty() && before.get().snapshot() == snapshot) {
            return unchanged(before.get(), progress);
        }
        try {
            return run(why.isEmpty() ? before.get() : null, why, snapshot, progress, started);
        } catch (TidebankException e) {
            if (e.code() != FoldError.STATE_BROKEN) {
                throw e;
            }
            return run(null, "the kept state is damaged", snapshot, progress, started);
        } finally {
            sweepState();
        }
    }

    private RefreshReport run(@Nullable Generation before, String why, long snapshot, Progress progress, long started) {
        String state = UUID.randomUUID().toString();
        try (Connection writing = parts.serving().connect();
                Connection reading = parts.serving().connect()) {
            writing.setAutoCommit(false);
            try {
                Outcome outcome = before == null
                        ? whole(writing, reading, snapshot, state, progress)
                        : onward(writing, reading, snapshot, state, before, progress);
                view(writing, snapshot);
                outcome.generation().save(writing);
                models.run(writing, outcome.generation(), parts.table().files(snapshot), progress);
                writing.commit();
                resident = outcome.consumers();
                residentState = state;
                Mode mode = before == null ? Mode.FULL : Mode.INCREMENTAL;
                double seconds = (System.nanoTime() - started) / 1e9;
                return new RefreshReport(
                        mode, why, outcome.touches(), outcome.generation().consumers(), seconds);
            } catch (SQLException | RuntimeException e) {
                resident = null;
                writing.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** No new touches; a model's file may have changed all the same. */
    private RefreshReport unchanged(Generation generation, Progress progress) {
        try (Connection connection = parts.serving().connect()) {
            models.run(connection, generation, parts.table().files(generation.snapshot()), progress);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
        return new RefreshReport(Mode.NONE, "", 0, generation.consumers(), 0);
    }

    private record Outcome(Consumers consumers, long touches, Generation generation) {}

    private Outcome whole(Connection writing, Connection reading, long snapshot, String state, Progress progress) {
        List<TouchFile> all = parts.table().files(snapshot);
        Consumers consumers = new Consumers();
        IdentityTables.create(writing);
        progress.at("identities", 0, 0);
        Merges merges = IdentityTables.link(reading, parts.table(), all, consumers);
        OrderVoidScan voids = OrderVoidScan.read(reading, parts.table(), all);
        BitSet special = VoidedOrders.buyers(voids.rows(), consumers);
        IdentityTables.saveMerges(writing, merges);
        Runnable afterScan = () -> IdentityTables.saveNew(writing, consumers);
        Path folder = Folders.make(parts.state().resolve(state));
        stages.whole(new StageRefresh.Work(
                writing, reading, consumers, all, voids.voids(), special, folder, afterScan, progress));
        VoidedOrders.save(writing, voids.rows());
        return new Outcome(consumers, rows(all), generation(reading, snapshot, state, consumers, all, 0));
    }

    private Outcome onward(
            Connection writing, Connection reading, long snapshot, String state, Generation before, Progress progress) {
        List<TouchFile> all = parts.table().files(snapshot);
        List<TouchFile> added = parts.table().added(before.snapshot(), snapshot).orElseThrow();
        Consumers consumers = consumers(reading, before);
        progress.at("identities", 0, 0);
        Merges merges = IdentityTables.link(reading, parts.table(), added, consumers);
        OrderVoidScan voids = OrderVoidScan.read(reading, parts.table(), all);
        BitSet special = VoidedOrders.changed(writing, voids.rows(), consumers);
        special.or(merges.merged());
        special.or(merges.grown());
        IdentityTables.saveMerges(writing, merges);
        Runnable afterScan = () -> IdentityTables.saveNew(writing, consumers);
        Path folder = Folders.make(parts.state().resolve(state));
        StageRefresh.Work work = new StageRefresh.Work(
                writing, reading, consumers, all, voids.voids(), special, folder, afterScan, progress);
        stages.onward(work, added, parts.state().resolve(before.state()));
        VoidedOrders.save(writing, voids.rows());
        return new Outcome(
                consumers, rows(added), generation(reading, snapshot, state, consumers, added, before.guestTouches()));
    }

    private Consumers consumers(Connection reading, Generation before) {
        Consumers kept = resident;
        resident = null;
        return kept != null && residentState.equals(before.state()) ? kept : IdentityTables.load(reading);
    }

    private Generation generation(
            Connection reading,
            long snapshot,
            String state,
            Consumers consumers,
            List<TouchFile> added,
            long guestsBefore) {
        long guests = guestsBefore + guests(reading, added);
        return new Generation(snapshot, signature(), state, consumers.count(), guests, clock.instant());
    }

    private long guests(Connection reading, List<TouchFile> files) {
        String sql = "SELECT count(*) FROM (" + parts.table().scan(files, List.of("primary_id"))
                + ") AS touch WHERE primary_id IS NULL";
        try (Statement statement = reading.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Readers of the serving file see the touches of the same snapshot. */
    private void view(Connection writing, long snapshot) throws SQLException {
        List<String> columns = TouchColumns.ALL.stream().map(TouchColumn::name).toList();
        String scan = parts.table().scan(parts.table().files(snapshot), columns);
        try (Statement statement = writing.createStatement()) {
            statement.execute("CREATE OR REPLACE VIEW touch AS " + scan);
        }
    }

    /** Why everything has to be read; empty if going on from the last generation will do. */
    private String reasonForAll(Optional<Generation> before, long snapshot) {
        if (before.isEmpty()) {
            return "nothing was refreshed before";
        }
        if (!before.get().signature().equals(signature())) {
            return "ladders, zone or settings have changed";
        }
        if (before.get().snapshot() != snapshot
                && parts.table().added(before.get().snapshot(), snapshot).isEmpty()) {
            return "touches were taken back since";
        }
        return "";
    }

    private String signature() {
        return String.join(
                "\n",
                "format 1",
                "kinds " + parts.kinds().version(),
                "zone " + parts.settings().zone(),
                stages.layout(),
                parts.ladderHashes());
    }

    Optional<Generation> generation() {
        try (Connection connection = parts.serving().connect()) {
            return Generation.find(connection);
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /** Deletes state that no generation names: what a crash or an older generation left. */
    private void sweepState() {
        String kept = generation().map(Generation::state).orElse("");
        for (Path folder : Folders.list(parts.state())) {
            if (!folder.getFileName().toString().equals(kept)) {
                Folders.delete(folder);
            }
        }
    }

    private static long rows(List<TouchFile> files) {
        return files.stream().mapToLong(TouchFile::rows).sum();
    }
}
