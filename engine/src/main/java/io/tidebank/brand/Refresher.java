package io.tidebank.brand;

import io.tidebank.brand.RefreshReport.Mode;
import io.tidebank.brand.home.BrandError;
import io.tidebank.brand.home.Folders;
import io.tidebank.error.TidebankException;
import io.tidebank.fold.DayClock;
import io.tidebank.fold.FoldError;
import io.tidebank.fold.OrderVoids;
import io.tidebank.identity.Consumers;
import io.tidebank.identity.IdentityTables;
import io.tidebank.identity.Merges;
import io.tidebank.ladder.StageRefresh;
import io.tidebank.lake.TouchFile;
import io.tidebank.money.Rates;
import io.tidebank.money.TouchView;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final ModelsAlone alone;
    private final TouchView touches;
    private @Nullable Consumers resident;
    private String residentState = "";

    Refresher(BrandParts parts, ModelRefresh models, Clock clock) {
        this.parts = parts;
        this.models = models;
        this.clock = clock;
        this.touches =
                new TouchView(parts.table(), parts.rates(), parts.settings().zone());
        this.alone = new ModelsAlone(parts, models, touches);
        DayClock days = new DayClock(parts.settings().zone());
        this.stages = new StageRefresh(
                parts.ladders().sound(), parts.kinds(), parts.table(), parts.timeline(), days, parts.engine());
    }

    RefreshReport run(Progress progress) {
        long snapshot = parts.table().snapshot();
        if (snapshot == 0) {
            throw new TidebankException(
                    BrandError.BRAND_EMPTY,
                    "Brand '%s' has no touches yet. Import some: tidebank import FILE"
                            .formatted(parts.settings().name()));
        }
        parts.ladders().requireAny();
        RefreshReport.Draft draft = new RefreshReport.Draft();
        Target target = new Target(snapshot, parts.rates().version());
        Optional<Generation> before = generation();
        String why = reasonForAll(before, target);
        if (why.isEmpty() && !before.get().rates().equals(target.rates())) {
            Generation revalued = before.get().withRates(target.rates());
            RefreshReport report = alone.revalue(revalued, progress, draft);
            if (revalued.snapshot() == snapshot) {
                return report;
            }
            before = Optional.of(revalued);
        }
        if (why.isEmpty() && before.get().snapshot() == snapshot) {
            return alone.rebuild(before.get(), progress, draft);
        }
        try {
            return run(why.isEmpty() ? before.get() : null, why, target, progress, draft);
        } catch (TidebankException e) {
            String anew = anew(e);
            if (anew.isEmpty() || !why.isEmpty()) {
                throw e;
            }
            return run(null, anew, target, progress, draft);
        } finally {
            sweepState();
        }
    }

    /** Why a refresh that did not come to its end begins anew with the whole history; empty if that would be no help. */
    private static String anew(TidebankException fault) {
        return switch (fault.code()) {
            case FoldError.STATE_BROKEN -> "the kept state is damaged";
            case FoldError.TOO_MANY_LATE -> String.valueOf(fault.getMessage());
            default -> "";
        };
    }

    private RefreshReport run(
            @Nullable Generation before, String why, Target target, Progress progress, RefreshReport.Draft draft) {
        String state = UUID.randomUUID().toString();
        try (Connection writing = parts.serving().connect();
                Connection reading = parts.serving().connect()) {
            writing.setAutoCommit(false);
            try {
                Job job = new Job(writing, reading, target, state, progress, draft);
                Outcome outcome = before == null ? whole(job) : onward(job, before);
                outcome.generation().save(writing);
                draft.lap("guests");
                outcome.models().all(outcome.since(), outcome.steady(), progress);
                draft.lap("models");
                writing.commit();
                draft.lap("commit");
                resident = outcome.consumers();
                residentState = state;
                Mode mode = before == null ? Mode.FULL : Mode.INCREMENTAL;
                return draft.end(
                        mode, why, outcome.touches(), outcome.generation().consumers());
            } catch (Throwable e) {
                resident = null;
                writing.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        }
    }

    /**
     * What a refresh leads to.
     *
     * @param rates version of the exchange rates; empty for none
     */
    private record Target(long snapshot, String rates) {}

    private record Job(
            Connection writing,
            Connection reading,
            Target target,
            String state,
            Progress progress,
            RefreshReport.Draft draft) {

        long snapshot() {
            return target.snapshot();
        }
    }

    /**
     * @param models under way, the voided orders done
     * @param since nothing before this moment is different now (µs since 1970); null if that is not known
     * @param steady inputs of models that earlier touches see no change of
     */
    private record Outcome(
            Consumers consumers,
            long touches,
            Generation generation,
            ModelRefresh.Session models,
            @Nullable Long since,
            Set<String> steady) {}

    private Outcome whole(Job job) {
        List<TouchFile> all = parts.table().files(job.snapshot());
        Rates rates = touches.writeRates(job.writing());
        if (stages.readMoney()) {
            touches.lend(job.reading(), rates);
        }
        Consumers consumers = new Consumers();
        IdentityTables.create(job.writing());
        job.progress().at("Who is who", 0, 0);
        Merges merges = IdentityTables.link(job.reading(), parts.table(), all, consumers);
        job.draft().lap("identities");
        ModelRefresh.Session session = session(job, all, null);
        VoidedOrders orders = session.voidedOrders(consumers);
        job.draft().lap("voids");
        IdentityTables.saveMerges(job.writing(), merges);
        stages.whole(work(job, consumers, all, orders.voids(), orders.buyers()));
        job.draft().lap("stages");
        return new Outcome(consumers, rows(all), generation(job, consumers, all, 0), session, null, Set.of());
    }

    private Outcome onward(Job job, Generation before) {
        List<TouchFile> all = parts.table().files(job.snapshot());
        List<TouchFile> added =
                parts.table().added(before.snapshot(), job.snapshot()).orElseThrow();
        Consumers consumers = consumers(job.reading(), before);
        job.draft().lap("consumers");
        job.progress().at("Who is who", 0, 0);
        Merges merges = IdentityTables.link(job.reading(), parts.table(), added, consumers);
        job.draft().lap("identities");
        ModelRefresh.Session session = session(
                job,
                all,
                new ModelRefresh.Change(
                        ModelRefresh.Built.of(before, parts.table()),
                        touches.select(added, job.target().rates())));
        VoidedOrders orders = session.voidedOrders(consumers);
        job.draft().lap("voids");
        BitSet special = orders.buyers();
        special.or(merges.merged());
        special.or(merges.grown());
        IdentityTables.saveMerges(job.writing(), merges);
        stages.onward(
                work(job, consumers, all, orders.voids(), special),
                added,
                parts.state().resolve(before.state()));
        job.draft().lap("stages");
        Generation generation = generation(job, consumers, added, before.guestTouches());
        boolean merged = !merges.merged().isEmpty();
        Long since = merged ? null : Math.min(first(added), orders.since());
        Set<String> steady = merged ? Set.of() : Set.of("identity");
        return new Outcome(consumers, rows(added), generation, session, since, steady);
    }

    private ModelRefresh.Session session(Job job, List<TouchFile> all, ModelRefresh.@Nullable Change change) {
        job.progress().at("Orders and refunds", 0, 0);
        String rates = job.target().rates();
        touches.write(job.writing(), all, rates);
        return models.begin(job.writing(), new ModelRefresh.Built(job.snapshot(), rates, job.state(), all), change);
    }

    private static long first(List<TouchFile> files) {
        return files.stream().mapToLong(TouchFile::firstMicros).min().orElse(Long.MAX_VALUE);
    }

    private StageRefresh.Work work(
            Job job, Consumers consumers, List<TouchFile> all, OrderVoids voids, BitSet special) {
        Path folder = Folders.make(parts.state().resolve(job.state()));
        Runnable afterScan = () -> IdentityTables.saveNew(job.writing(), consumers);
        return new StageRefresh.Work(
                job.writing(),
                job.reading(),
                consumers,
                all,
                voids,
                touches.money(job.target().rates()),
                special,
                folder,
                afterScan,
                job.progress());
    }

    private Consumers consumers(Connection reading, Generation before) {
        Consumers kept = resident;
        resident = null;
        return kept != null && residentState.equals(before.state()) ? kept : IdentityTables.load(reading);
    }

    private Generation generation(Job job, Consumers consumers, List<TouchFile> added, long guestsBefore) {
        long guests = guestsBefore + guests(job.reading(), added);
        Target target = job.target();
        return new Generation(
                target.snapshot(),
                signature(target),
                job.state(),
                consumers.count(),
                guests,
                target.rates(),
                clock.instant());
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

    /** Why everything has to be read; empty if going on from the last generation will do. */
    private String reasonForAll(Optional<Generation> before, Target target) {
        if (before.isEmpty()) {
            return "nothing was refreshed before";
        }
        if (!before.get().signature().equals(signature(target))) {
            return "ladders, zone, settings or rates that ladders ask for have changed";
        }
        if (before.get().snapshot() != target.snapshot()
                && parts.table()
                        .added(before.get().snapshot(), target.snapshot())
                        .isEmpty()) {
            return "touches were taken back, or states of the lake cleared, since";
        }
        return "";
    }

    private String signature(Target target) {
        return String.join(
                "\n",
                "format 2",
                "kinds " + parts.kinds().version(),
                "zone " + parts.settings().zone(),
                "orders " + models.orderHashes(),
                stages.layout() + (stages.readMoney() ? " rates " + target.rates() : ""),
                parts.ladders().hashes());
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
