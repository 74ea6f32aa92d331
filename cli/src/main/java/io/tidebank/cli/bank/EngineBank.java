package io.tidebank.cli.bank;

import static java.util.stream.Collectors.joining;

import io.tidebank.access.Caller;
import io.tidebank.access.ChangeKind;
import io.tidebank.asset.AssetSettings;
import io.tidebank.brand.Brand;
import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.Tidebank;
import io.tidebank.brand.home.BrandError;
import io.tidebank.collect.ImportRequest;
import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.BrandView;
import io.tidebank.server.wire.ImportAnswers;
import io.tidebank.server.wire.ImportAnswers.PreviewView;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine in this process; owns the home until closed. */
public final class EngineBank implements Bank {

    private final Tidebank tidebank;
    private final Brand brand;

    private EngineBank(Tidebank tidebank, Brand brand) {
        this.tidebank = tidebank;
        this.brand = brand;
    }

    /** Opens the home; no name means its only brand. */
    public static EngineBank open(Path home, @Nullable String brand) {
        Tidebank tidebank = Tidebank.open(home);
        try {
            return new EngineBank(tidebank, tidebank.brand(brand));
        } catch (RuntimeException e) {
            tidebank.close();
            throw e;
        }
    }

    /** Makes a home for a brand, or adds it to the home that is there. */
    public static void addBrand(Path home, String brand, ZoneId zone, Currency currency) {
        try (EngineBank bank = added(home, brand, zone, currency)) {
            bank.note(ChangeKind.BRAND_ADD, "");
        }
    }

    /** The home is held from the first look at it on, so that nobody comes between a brand and the line about it. */
    private static EngineBank added(Path home, String brand, ZoneId zone, Currency currency) {
        Tidebank tidebank;
        try {
            tidebank = Tidebank.open(home);
        } catch (TidebankException e) {
            if (e.code() != BrandError.HOME_MISSING) {
                throw e;
            }
            Tidebank.init(home, brand, zone, currency);
            return open(home, brand);
        }
        try {
            return new EngineBank(tidebank, tidebank.add(brand, zone, currency));
        } catch (RuntimeException e) {
            tidebank.close();
            throw e;
        }
    }

    @Override
    public Answer info() {
        return BrandView.answer(brand.info());
    }

    @Override
    public Answer stages(@Nullable LocalDate asOf, String ladder) {
        return brand.stages(asOf, ladder);
    }

    @Override
    public Answer flow(Period period, String ladder) {
        return brand.flow(period.from(), period.to(), ladder);
    }

    @Override
    public Answer flowSummary(Period period, String ladder) {
        return brand.flowSummary(period.from(), period.to(), ladder);
    }

    @Override
    public Answer assets(@Nullable LocalDate asOf, AssetSettings settings) {
        return brand.assets(asOf, settings);
    }

    @Override
    public Answer assetBasis(@Nullable LocalDate asOf, AssetSettings settings) {
        return brand.assetBasis(asOf, settings);
    }

    @Override
    public Answer assetTrend(Period period, AssetSettings settings) {
        return brand.assetTrend(period.from(), period.to(), settings);
    }

    @Override
    public Answer assetChange(Period period, AssetSettings settings) {
        return brand.assetChange(period.from(), period.to(), settings);
    }

    @Override
    public Answer sales(Period period) {
        return brand.sales(period.from(), period.to());
    }

    @Override
    public Answer costs(By by, Choice choice) {
        return brand.costs().sums(by, choice);
    }

    @Override
    public Answer costReports(Choice choice) {
        return brand.costs().reports(choice);
    }

    @Override
    public Answer consumer(String id) {
        return brand.consumer(id);
    }

    @Override
    public Answer timeline(String id, int most) {
        return brand.timeline(id, most);
    }

    @Override
    public Answer sql(String select, @Nullable Long snapshot, Progress progress) {
        return snapshot == null ? brand.sql(select, progress) : brand.sql(select, snapshot, progress);
    }

    @Override
    public Answer snapshots() {
        return brand.lake().snapshots();
    }

    @Override
    public Answer tidy(Progress progress) {
        return during(ChangeKind.LAKE_TIDY, "", () -> brand.tidy(progress));
    }

    @Override
    public Answer refresh(Progress progress) {
        return during(ChangeKind.REFRESH, "", () -> BrandView.refreshed(brand, progress));
    }

    @Override
    public Answer imports() {
        return ImportAnswers.list(brand.info().name(), brand.importer().list());
    }

    @Override
    public PreviewView preview(ImportRequest request, int rows) {
        return PreviewView.of(brand.importer().preview(request, rows));
    }

    @Override
    public Answer runImport(ImportRequest request, Progress progress) {
        String files = request.files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .collect(joining(", "));
        return during(
                ChangeKind.IMPORT_START,
                files,
                () -> ImportAnswers.report(brand.importer().run(request, progress)));
    }

    @Override
    public Answer undoImport(String importId, Progress progress) {
        return during(
                ChangeKind.IMPORT_UNDO,
                importId,
                () -> ImportAnswers.report(brand.importer().undo(importId)));
    }

    @Override
    public Answer rates() {
        return brand.rates().list();
    }

    @Override
    public Answer importRates(String text) {
        Answer taken = brand.rates().add(text);
        note(ChangeKind.RATES_IMPORT, "");
        return taken;
    }

    @Override
    public Answer quarantine() {
        return brand.importer().quarantined();
    }

    @Override
    public Answer quarantine(String importId, int rows) {
        return brand.importer().quarantined(importId, rows);
    }

    @Override
    public void repair(long row, String text) {
        brand.importer().repair(row, text);
        note(ChangeKind.QUARANTINE_REPAIR, Long.toString(row));
    }

    @Override
    public void drop(String importId, long row) {
        brand.importer().drop(importId, row);
        note(ChangeKind.QUARANTINE_DROP, Long.toString(row));
    }

    @Override
    public Answer replay(Replay replay, Progress progress) {
        return during(
                ChangeKind.QUARANTINE_REPLAY,
                replay.importId(),
                () -> ImportAnswers.replay(
                        brand.name(),
                        brand.replay(replay.importId(), replay.mapping(), replay.companions(), progress)));
    }

    @Override
    public long forgetRepairs(String importId) {
        long repairs = brand.importer().forgetRepairs(importId);
        note(ChangeKind.QUARANTINE_FORGET, importId);
        return repairs;
    }

    @Override
    public Answer unknownEvents() {
        return brand.unknownEvents();
    }

    @Override
    public Answer rederive(@Nullable String name, Progress progress) {
        return during(ChangeKind.EVENTS_REDERIVE, name == null ? "" : name, () -> brand.rederive(name, progress));
    }

    @Override
    public SourceBook sources() {
        return new EngineSources(tidebank, brand.name(), this::note);
    }

    @Override
    public FeedBook feeds() {
        return new EngineFeeds(
                tidebank.feeds(brand.name()), brand, tidebank.access().changes());
    }

    @Override
    public LiveFeed live() {
        throw new TidebankException(
                ServerCallError.LIVE_NEEDS_SERVER,
                "Live events are taken by a running server, and none serves this home: start one with 'tidebank serve'");
    }

    /** Work that takes long, written down when it begins and when it ends. */
    private Answer during(ChangeKind deed, String subject, Supplier<Answer> work) {
        return tidebank.access().changes().during(Caller.LOCAL, deed, brand.name(), subject, work);
    }

    /** Writes down who changed what: the home's own user, since nobody else can open it. */
    private void note(ChangeKind deed, String subject) {
        tidebank.access().changes().add(Caller.LOCAL, deed, brand.name(), subject);
    }

    @Override
    public void close() {
        tidebank.close();
    }
}
