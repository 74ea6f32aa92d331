package io.tidebank.collect;

import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.ImportRun.Landing;
import io.tidebank.collect.format.ReadingHints;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingScope;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.plan.FileBinder;
import io.tidebank.collect.plan.MappingChoice;
import io.tidebank.collect.plan.MappingChoice.Chosen;
import io.tidebank.collect.plan.MappingPlan;
import io.tidebank.collect.plan.PlanSettings;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.collect.quarantine.LiveQuarantine;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.collect.quarantine.QuarantineError;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.collect.session.ImportSession;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings files into one brand's lake: exactly once, bad rows aside, and out again if that was wrong. What changes touches
 * runs one after the other, and so does what changes costs; a brand has one importer.
 */
public final class Importer {

    /** Bad rows that anybody is shown at once. */
    public static final int MOST_SHOWN = 10_000;

    private final ImportContext context;
    private final BrandKeys keys;
    private final ImportStore store;
    private final Quarantine quarantine;
    private final LiveQuarantine liveQuarantine;
    private final ImportRecovery recovery;
    private final MappingChoice mappings;
    private final Set<String> kinds;
    private final ReentrantLock touchTurn = new ReentrantLock(true);
    private final ReentrantLock costTurn = new ReentrantLock(true);

    private Importer(ImportContext context) {
        this.context = context;
        this.keys = BrandKeys.open(context.home(), context.brand());
        this.store = new ImportStore(context.home(), context.brand());
        RowLock lock = new RowLock(keys.quarantineKey());
        this.quarantine = new Quarantine(context.home(), context.brand(), lock);
        this.liveQuarantine = new LiveQuarantine(context.home(), quarantine, context.brand(), lock);
        this.recovery = new ImportRecovery(context, store, quarantine);
        this.mappings = new MappingChoice(
                context.methods(), context.kinds(), new MappingScope(context.zone(), context.currency()));
        this.kinds = context.kinds().all().stream().map(TouchKind::kind).collect(Collectors.toUnmodifiableSet());
    }

    /** Opens a brand's imports, and brings those to an end that a crash cut off. */
    public static Importer open(ImportContext context) {
        Importer importer = new Importer(context);
        importer.recovery.run(_ -> true);
        return importer;
    }

    /** Names of the presets. */
    public List<String> presets() {
        return mappings.presets().names();
    }

    /** An error that says what is wrong with the preset or mapping, if one is named and it cannot be imported by. */
    public void requireMapping(@Nullable String preset, @Nullable Path mapping) {
        mappings.named(preset, mapping);
    }

    /** Imports files; the report says what came in, what was put aside and why. */
    public ImportReport run(ImportRequest request, Progress progress) {
        try (ImportSession session =
                new ImportSession(context.settings(), keys.innerPad(), keys.outerPad(), progress)) {
            List<SourceFile> files = open(session, request);
            Chosen chosen = mappings.forImport(request.preset(), request.mapping(), files);
            List<BoundFile> bound = FileBinder.bind(chosen.mapping(), files);
            return inTurn(chosen.mapping().isOfCosts(), () -> run(session, request, chosen, bound));
        }
    }

    /**
     * Touches come in one import after the other, and so do costs; those do not wait for the former. What was to be noted at the
     * end of one before and was not, since the disk was full or the lake gave no answer, is noted first.
     */
    private <T> T inTurn(boolean ofCosts, Supplier<T> work) {
        ReentrantLock turn = ofCosts ? costTurn : touchTurn;
        turn.lock();
        try {
            recovery.run(entry -> entry.isOfCosts() == ofCosts);
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    private ImportReport run(ImportSession session, ImportRequest request, Chosen chosen, List<BoundFile> bound) {
        Mapping mapping = chosen.mapping();
        String source = Objects.requireNonNullElse(request.source(), mapping.source());
        ReportDraft draft = draft(mapping);
        FreshFiles files = FreshFiles.of(mapping, bound, store, source, request.sender());
        if (files.fresh().isEmpty()) {
            return nothingNew(files, draft);
        }
        files.tell(draft, mapping);
        MappingPlan plan = new MappingPlan(mapping, bound, settings(draft, source, files.silent(), Map.of()));
        Instant toldAt = mapping.isOfCosts() ? store.tellsAt(draft.startedAt()) : null;
        ImportStore.Entry entry = new ImportStore.Entry(draft.end(State.RUNNING, 0), source, "", chosen.yaml(), toldAt);
        QuarantineFilling filling = new QuarantineFilling(session, quarantine, files.read());
        return new ImportRun(session, landing(session, plan, entry), store, quarantine, plan, bound)
                .run(entry, draft, filling::putAside)
                .report();
    }

    private Landing landing(ImportSession session, MappingPlan plan, ImportStore.Entry entry) {
        Instant toldAt = entry.toldAt();
        return toldAt == null
                ? new TouchLanding(session, context, plan, entry.source())
                : new CostLanding(session, context.costs(), plan, entry, toldAt);
    }

    private static List<SourceFile> open(ImportSession session, ImportRequest request) {
        List<SourceFile> files = session.open(request.files(), request.hints());
        if (files.isEmpty()) {
            throw new TidebankException(ImportError.IMPORT_EMPTY, "There is no file to import: name at least one");
        }
        return files;
    }

    private static ImportReport nothingNew(FreshFiles files, ReportDraft draft) {
        files.all().forEach(draft::repeated);
        draft.note("The same content was imported before; undo that import first to import it in another way ("
                + files.repeated().keySet().stream().map(ReportDraft::undoing).collect(Collectors.joining(", ")) + ")");
        return draft.end(State.REPEATED, 0);
    }

    private ReportDraft draft(Mapping mapping) {
        return ReportDraft.begin(context.brand(), mapping, context.clock());
    }

    private PlanSettings settings(
            ReportDraft draft, String source, Set<Integer> silent, Map<Integer, String> replayed) {
        return new PlanSettings(
                draft.importId(), source, draft.startedAt(), context.currency(), kinds, silent, replayed);
    }

    /** The first rows of the files as touches; nothing is written. */
    public Preview preview(ImportRequest request, int rows) {
        try (ImportSession session =
                new ImportSession(context.settings(), keys.innerPad(), keys.outerPad(), Progress.NONE)) {
            List<SourceFile> files = open(session, request);
            Chosen chosen = mappings.forPreview(request.preset(), request.mapping(), files);
            List<BoundFile> bound = FileBinder.bind(chosen.mapping(), files);
            ReportDraft draft = draft(chosen.mapping());
            String source = Objects.requireNonNullElse(
                    request.source(), chosen.mapping().source());
            MappingPlan plan = new MappingPlan(chosen.mapping(), bound, settings(draft, source, Set.of(), Map.of()));
            return new PreviewQuery(session, plan, bound, context.brand()).run(chosen, rows);
        }
    }

    /** Takes an import's touches or costs out of the lake, with those that came out of its quarantine, and forgets its bad rows. */
    public ImportReport undo(String importId) {
        ImportStore.Entry known = entry(importId);
        return inTurn(known.isOfCosts(), () -> {
            ImportStore.Entry now = entry(importId);
            boolean isTakenUp =
                    known.report().state() == State.UNDOING && now.report().state() == State.UNDONE;
            return isTakenUp
                    ? now.report()
                    : new ImportUndo(context, store, quarantine).undo(now).report();
        });
    }

    /** Every import, latest first. */
    public List<ImportReport> list() {
        return store.all().stream().map(ImportStore.Entry::report).toList();
    }

    /** One import; empty if there is none of that id. */
    public Optional<ImportReport> find(String importId) {
        return store.find(importId).map(ImportStore.Entry::report);
    }

    /** The bad rows of all imports, counted by import, file, column and reason. */
    public Answer quarantined() {
        return QuarantineTables.counts(
                context.brand(), store, quarantine, liveQuarantine.standing().dropped());
    }

    /** The first bad rows of an import, or of {@code live}: where they stand or when they came, what is wrong, and their text. */
    public Answer quarantined(String importId, int rows) {
        List<BadRow> bad = quarantine.rows(importId, rows);
        if (importId.equals(Quarantine.LIVE)) {
            return QuarantineTables.live(context.brand(), bad, liveQuarantine);
        }
        entry(importId);
        return QuarantineTables.rows(context.brand(), bad);
    }

    /** Replaces the text of a bad row, to be replayed: by one record, since those beside it are counted. */
    public void repair(long row, String text) {
        QuarantineReplay.requireRecord(row, quarantine.fileOf(row), text);
        quarantine.repair(row, text);
    }

    /** Lets a bad row go that is to become no touch. */
    public void drop(String importId, long row) {
        quarantine.drop(importId, row);
    }

    /** Forgets the texts that bad rows of an import's files were given, also once it was undone; how many they were. */
    public long forgetRepairs(String importId) {
        return entry(importId).report().files().stream()
                .map(FileCount::hash)
                .distinct()
                .mapToLong(quarantine::forgetRepairs)
                .sum();
    }

    /**
     * Tries the bad rows of an import once more.
     *
     * @param mapping a corrected mapping; null for the one it was imported by
     * @param companions the other files of a mapping of several, to look up in
     */
    public ImportReport replay(String importId, @Nullable Path mapping, List<Path> companions, Progress progress) {
        ImportStore.Entry known = entry(importId);
        Chosen chosen =
                mapping == null ? mappings.kept(known.report().mapping(), known.mapping()) : mappings.file(mapping);
        return inTurn(chosen.mapping().isOfCosts(), () -> replay(entry(importId), chosen, companions, progress));
    }

    private ImportReport replay(ImportStore.Entry original, Chosen chosen, List<Path> companions, Progress progress) {
        String importId = original.report().importId();
        if (original.report().state() != State.COMMITTED
                || quarantine.files(importId).isEmpty()) {
            throw new TidebankException(
                    QuarantineError.QUARANTINE_NOT_FOUND, "Import %s has no rows in quarantine".formatted(importId));
        }
        try (ImportSession session =
                new ImportSession(context.settings(), keys.innerPad(), keys.outerPad(), progress)) {
            List<BoundFile> bound = companions.isEmpty()
                    ? List.of()
                    : FileBinder.some(chosen.mapping(), session.open(companions, ReadingHints.NONE));
            QuarantineReplay replay = new QuarantineReplay(session, quarantine);
            Set<Integer> silent = bound.stream().map(BoundFile::number).collect(Collectors.toSet());
            List<BoundFile> all = new ArrayList<>(bound);
            all.addAll(replay.files(importId, chosen.mapping(), bound.size()));
            ReportDraft draft = draft(chosen.mapping());
            MappingPlan plan = new MappingPlan(
                    chosen.mapping(), all, settings(draft, original.source(), silent, replay.variables()));
            QuarantineReplay.requireRowsAlone(plan, importId);
            Instant toldAt = plan.isOfCosts() ? original.costsToldAt() : null;
            ImportStore.Entry entry = new ImportStore.Entry(
                    draft.end(State.RUNNING, 0), original.source(), importId, chosen.yaml(), toldAt);
            ImportReport report = new ImportRun(session, landing(session, plan, entry), store, quarantine, plan, all)
                    .run(entry, draft, replay::putAside)
                    .report();
            replay.release();
            return report;
        }
    }

    private ImportStore.Entry entry(String importId) {
        return store.find(importId)
                .orElseThrow(() -> new TidebankException(
                        ImportError.IMPORT_NOT_FOUND,
                        "No import '%s' of brand '%s'".formatted(importId, context.brand())));
    }
}
