package io.tidebank.collect;

import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.MappingChoice.Chosen;
import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.BoundFile;
import io.tidebank.collect.mapping.FileBinder;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.mapping.MappingPlan;
import io.tidebank.collect.mapping.PlanSettings;
import io.tidebank.collect.quarantine.Quarantine;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Brings files into one brand's lake: exactly once, bad rows aside, and out again if that was wrong. */
public final class Importer {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ImportContext context;
    private final BrandKeys keys;
    private final ImportStore store;
    private final Quarantine quarantine;
    private final MappingChoice mappings;
    private final Set<String> kinds;

    private Importer(ImportContext context) {
        this.context = context;
        this.keys = BrandKeys.open(context.home(), context.brand());
        this.store = new ImportStore(context.home(), context.brand());
        this.quarantine = new Quarantine(context.home(), context.brand(), keys.quarantineKey());
        this.mappings = new MappingChoice(context);
        this.kinds = context.kinds().all().stream().map(TouchKind::kind).collect(Collectors.toUnmodifiableSet());
    }

    /** Opens a brand's imports, and brings those to an end that a crash cut off. */
    public static Importer open(ImportContext context) {
        Importer importer = new Importer(context);
        new ImportRecovery(context.touches(), importer.store, importer.quarantine).run();
        return importer;
    }

    /** Names of the presets. */
    public List<String> presets() {
        return mappings.presets().names();
    }

    /** Imports files; the report says what came in, what was put aside and why. */
    public ImportReport run(ImportRequest request, Progress progress) {
        try (ImportSession session = new ImportSession(context, keys, progress)) {
            List<SourceFile> files = session.open(request.files(), request.hints());
            Chosen chosen = mappings.forImport(request, files);
            Mapping mapping = chosen.mapping();
            List<BoundFile> bound = FileBinder.bind(mapping, files);
            String source = Objects.requireNonNullElse(request.source(), mapping.source());
            ReportDraft draft = draft(mapping);
            List<BoundFile> fresh = fresh(bound, source);
            if (fresh.isEmpty()) {
                return repeated(bound, draft);
            }
            MappingPlan plan = new MappingPlan(mapping, bound, settings(draft, source, silent(bound, fresh)));
            ImportStore.Entry entry = new ImportStore.Entry(draft.end(State.RUNNING, 0), source, "", chosen.yaml());
            return new ImportRun(session, context.touches(), store, quarantine, plan, bound)
                    .run(entry, draft)
                    .report();
        }
    }

    /** Files that give touches and were not imported before. */
    private List<BoundFile> fresh(List<BoundFile> bound, String source) {
        Set<String> known = store.committedFiles(source);
        return bound.stream()
                .filter(file -> !file.input().touches().isEmpty())
                .filter(file ->
                        !known.contains(file.input().name() + ":" + file.file().hash()))
                .toList();
    }

    private static Set<Integer> silent(List<BoundFile> bound, List<BoundFile> fresh) {
        return bound.stream()
                .filter(file -> !fresh.contains(file))
                .map(BoundFile::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ImportReport repeated(List<BoundFile> bound, ReportDraft draft) {
        for (BoundFile file : bound) {
            draft.file(new FileCount(
                    file.file().name(), file.file().hash(), file.input().name(), 0, 0));
        }
        draft.note("The same content was imported before; undo that import first to import it in another way");
        return draft.end(State.REPEATED, 0);
    }

    private ReportDraft draft(Mapping mapping) {
        Instant now = context.clock().instant();
        String id = ID.format(now) + "-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
        return new ReportDraft(id, context.brand(), mapping.name(), context.clock());
    }

    private PlanSettings settings(ReportDraft draft, String source, Set<Integer> silent) {
        return new PlanSettings(
                draft.importId(), source, draft.startedAt(), context.currency(), kinds, silent, Map.of());
    }

    /** Every import, latest first. */
    public List<ImportReport> list() {
        return store.all().stream().map(ImportStore.Entry::report).toList();
    }

    private ImportStore.Entry find(String importId) {
        return store.find(importId)
                .orElseThrow(() -> new TidebankException(
                        ImportError.IMPORT_NOT_FOUND,
                        "No import '%s' of brand '%s'".formatted(importId, context.brand())));
    }
}
