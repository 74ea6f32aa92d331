package io.tidebank.brand;

import io.tidebank.asset.AssetEstimate;
import io.tidebank.asset.AssetSettings;
import io.tidebank.brand.home.BrandSettings;
import io.tidebank.brand.home.Home;
import io.tidebank.brand.home.Retention;
import io.tidebank.brand.home.SqlLimits;
import io.tidebank.collect.ImportContext;
import io.tidebank.collect.ImportReport;
import io.tidebank.collect.Importer;
import io.tidebank.collect.cost.CostReports;
import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.ReplayReport;
import io.tidebank.collect.intake.Stopwatch;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.privacy.PersonalHash;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.rederive.Rederivation;
import io.tidebank.collect.source.Sources;
import io.tidebank.collect.topic.JournalTopic;
import io.tidebank.collect.topic.LiveDoor;
import io.tidebank.lake.Lake;
import io.tidebank.method.MethodFiles;
import io.tidebank.money.RateBook;
import io.tidebank.sql.Answer;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One brand of an open home: import, refresh, and every question that can be asked of it. */
public final class Brand implements AutoCloseable {

    private final BrandParts parts;
    private final Refresher refresher;
    private final ImportContext imports;
    private final Object opening = new Object();
    private @Nullable Importer importer;
    private final LiveDoor door;
    private final Supplier<Sources> sources;
    private final Stopwatch refreshes = new Stopwatch();
    private final StageQuestions stages;
    private final AssetQuestions assets;
    private final ConsumerQuestions consumers;
    private final SqlQuestions queries;
    private final LakeKeeper lake;

    /** What a home lends to its brands. */
    record Tools(
            EngineSettings engine,
            MethodFiles methods,
            TouchKinds kinds,
            Lake lake,
            RocksMemory journals,
            SqlLimits limits,
            Retention retention,
            Supplier<Sources> sources,
            Clock clock) {}

    Brand(Home home, BrandSettings settings, Tools tools) {
        this.parts = BrandParts.open(home, settings, tools);
        ModelRefresh models = new ModelRefresh(tools.methods(), settings.zone(), settings.currency(), tools.clock());
        this.refresher = new Refresher(parts, models, tools.clock());
        this.imports = parts.imports(home, tools);
        this.sources = tools.sources();
        this.door = new LiveDoor(imports, tools.journals(), sources);
        this.stages = new StageQuestions(parts);
        this.assets = new AssetQuestions(parts, stages);
        this.consumers =
                new ConsumerQuestions(parts, () -> new PersonalHash(BrandKeys.open(home.root(), settings.name()), ""));
        this.queries = new SqlQuestions(parts, tools.limits());
        this.lake = new LakeKeeper(
                parts,
                () -> refresher.generation().map(Generation::snapshot).orElse(0L),
                tools.retention(),
                tools.clock());
    }

    /** How the brand stands. */
    public BrandInfo info() {
        return BrandInfo.of(parts, refresher.generation());
    }

    /** Brings files in, and out again. Imports that a crash cut off are brought to an end when this is first called. */
    public Importer importer() {
        // Not the brand's own lock: nobody who imports waits for a refresh.
        synchronized (opening) {
            Importer open = importer;
            importer = open == null ? Importer.open(imports) : open;
            return importer;
        }
    }

    /** The brand's own journal and what goes through it. It is opened when this is first called, and open until the brand closes. */
    public Intake intake() {
        return door.intake();
    }

    /** Where requests of live sources are taken: by the brand's own journal, or by Kafka where that has outgrown it. */
    public Gate gate() {
        return door.gate();
    }

    /** The topic of Kafka that is the brand's journal; empty if it has its own. */
    public Optional<JournalTopic> topic() {
        return door.topic();
    }

    /** What became of bad rows that were tried again: of an import's, or of what live sources sent. */
    public sealed interface Replayed {

        record OfImport(ImportReport report) implements Replayed {}

        record OfLive(ReplayReport report) implements Replayed {}
    }

    /**
     * Tries bad rows again: an import's by a mapping, those of {@code live} by the names of now. What is touches now is
     * in the lake then.
     *
     * @param importId the import that put them aside, or {@code live}
     * @param mapping a corrected mapping of the import; null for the one that its rows came by
     * @param companions the other files of a mapping of several, to look up in
     */
    public Replayed replay(String importId, @Nullable Path mapping, List<Path> companions, Progress progress) {
        if (!importId.equals(Quarantine.LIVE)) {
            return new Replayed.OfImport(importer().replay(importId, mapping, companions, progress));
        }
        ReplayReport report = intake().replay(sources.get().list(name()), progress);
        progress.at("Into the lake", report.released(), report.rows());
        intake().commitAll();
        return new Replayed.OfLive(report);
    }

    /** Names of live events that nobody had mapped when they came: {@code name, touches, mapped}. */
    public Answer unknownEvents() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rederivation().unknown().forEach(name -> rows.add(List.of(name.name(), name.touches(), name.mapped())));
        return new Answer(name(), "", List.of("name", "touches", "mapped"), rows);
    }

    /**
     * Makes touches of such names anew that are mapped by now, and everything that follows from them: {@code before,
     * after, kept, snapshot}.
     *
     * @param name null for all
     */
    public Answer rederive(@Nullable String name, Progress progress) {
        progress.at("Making touches anew", 0, 0);
        Rederivation.Report report = rederivation().run(name);
        if (report.before() > 0) {
            refresh(progress);
        }
        return new Answer(
                name(),
                "",
                List.of("before", "after", "kept", "snapshot"),
                List.of(List.of(report.before(), report.after(), report.kept(), Long.toString(report.snapshot()))));
    }

    private Rederivation rederivation() {
        LiveReader reader = LiveReader.open(new LiveReader.Parts(
                imports.home(), imports.brand(), imports.currency(), imports.methods(), imports.kinds()));
        return new Rederivation(parts.table(), reader, parts.engine());
    }

    /** Brings everything derived up to the lake's current snapshot: identities, stages, models. */
    public synchronized RefreshReport refresh(Progress progress) {
        return refreshes.time(() -> refresher.run(progress));
    }

    /** The same, if touches came since that was done last. */
    public synchronized void catchUp() {
        long snapshot = parts.table().snapshot();
        boolean fresh = refresher
                .generation()
                .filter(last -> last.snapshot() == snapshot)
                .isPresent();
        if (snapshot != 0 && !fresh) {
            refresh(Progress.NONE);
        }
    }

    /** How often everything derived was brought up to date, and how long that took. */
    public Stopwatch.Timing refreshes() {
        return refreshes.timing();
    }

    /** What other currencies are worth in the brand's. */
    public RateBook rates() {
        return new RateBook(name(), parts.rates(), parts.serving());
    }

    public String name() {
        return parts.settings().name();
    }

    /** The zone in which the brand's days begin and end. */
    public ZoneId zone() {
        return parts.settings().zone();
    }

    /**
     * Consumers by stage at the end of a day: {@code stage, name, consumers, share}, lowest stage first, then {@code out}.
     *
     * @param asOf a day in the brand's zone; null for the day of the latest touch
     */
    public Answer stages(@Nullable LocalDate asOf, String ladder) {
        return stages.stages(asOf, parts.ladders().named(ladder));
    }

    /** Consumers by stage at the end of each day of a period: {@code day, stage, consumers}. */
    public Answer stageTrend(LocalDate from, LocalDate to, String ladder) {
        return stages.trend(from, to, parts.ladders().named(ladder));
    }

    /** Who moved from which stage to which between the ends of two days: {@code from_stage, to_stage, consumers}. */
    public Answer flow(LocalDate from, LocalDate to, String ladder) {
        return stages.flow(from, to, parts.ladders().named(ladder));
    }

    /** The same in five: {@code move, consumers} with new, deepened, kept, shallower, lost. */
    public Answer flowSummary(LocalDate from, LocalDate to, String ladder) {
        return stages.flowSummary(from, to, parts.ladders().named(ladder));
    }

    /**
     * What the consumers are worth at the end of a day, by stage: {@code stage, consumers, value_per_consumer, value}.
     *
     * @param asOf a day in the brand's zone; null for the day of the latest touch
     */
    public Answer assets(@Nullable LocalDate asOf, AssetSettings settings) {
        return asset(asOf, settings).answer(parts.settings().name());
    }

    /** The same opened to what it was computed from: interval, months, rates, revenue per head, remarks; see {@link AssetEstimate#basis}. */
    public Answer assetBasis(@Nullable LocalDate asOf, AssetSettings settings) {
        return asset(asOf, settings).basis(parts.settings().name());
    }

    /** The estimate itself. */
    public AssetEstimate asset(@Nullable LocalDate asOf, AssetSettings settings) {
        return assets.estimate(asOf == null ? stages.lastDay() : asOf, settings);
    }

    /** The asset at the end of each day from which there is enough history: {@code day, value, consumers}. */
    public Answer assetTrend(LocalDate from, LocalDate to, AssetSettings settings) {
        return assets.trend(from, to, settings);
    }

    /** Why the asset changed between two days, in four parts that add up exactly: {@code part, change}. */
    public Answer assetChange(LocalDate from, LocalDate to, AssetSettings settings) {
        return assets.change(from, to, settings).answer(parts.settings().name());
    }

    /** Orders and money by day, as the model {@code sales_day} has them. */
    public Answer sales(LocalDate from, LocalDate to) {
        StageQuestions.requirePeriod(from, to);
        return new Serving(parts)
                .query("SELECT * FROM sales_day WHERE day BETWEEN ? AND ? ORDER BY day", from, to)
                .answer(parts.settings().name(), to.toString());
    }

    /** What the touchpoints cost. */
    public BrandCosts costs() {
        return new BrandCosts(
                parts, new CostReports(this::importer, parts.engine().scratch()));
    }

    /**
     * Who one consumer is: {@code field, value, since, until}.
     *
     * @param id an identifier ({@code type:value}), an e-mail address or telephone as people write it, or a consumer id
     */
    public Answer consumer(String id) {
        return consumers.profile(id);
    }

    /** One consumer's latest touches, latest first; at most 100,000 however many are asked for. */
    public Answer timeline(String id, int most) {
        return consumers.timeline(id, most);
    }

    /** Answers one SELECT over the brand's relations; anything else is refused. */
    public Answer sql(String select) {
        return sql(select, Progress.NONE);
    }

    /** The same, and is stopped when the progress says so. */
    public Answer sql(String select, Progress progress) {
        return queries.select(select, progress);
    }

    /** The same with {@code touch} as it was at a snapshot of the lake; derived relations are as they are now. */
    public Answer sql(String select, long snapshot) {
        return sql(select, snapshot, Progress.NONE);
    }

    /** The same, and is stopped when the progress says so. */
    public Answer sql(String select, long snapshot, Progress progress) {
        return queries.select(select, snapshot, progress);
    }

    /** Looks after the brand's part of the lake. */
    public LakeKeeper lake() {
        return lake;
    }

    /** Merges small files, and throws away states and files that nobody needs any more. Readers are not disturbed. */
    public Answer tidy(Progress progress) {
        long files = lake.files();
        lake.compact(progress);
        if (stages.isThere()) {
            refresh(progress);
        }
        return lake.clear(files, lake.keepTimeline(progress));
    }

    /** The ladders that are kept up to date, but for those whose files are not right; see {@link BrandInfo#ladderFaults}. */
    public List<LadderInfo> ladders() {
        return parts.ladders().sound().stream().map(LadderInfo::of).toList();
    }

    @Override
    public synchronized void close() {
        door.close();
        parts.serving().close();
    }
}
