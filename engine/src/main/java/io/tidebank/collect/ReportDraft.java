package io.tidebank.collect;

import static java.util.stream.Collectors.joining;

import io.tidebank.collect.ImportReport.FaultCount;
import io.tidebank.collect.ImportReport.FileCount;
import io.tidebank.collect.ImportReport.KindCount;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.mapping.Mapping;
import io.tidebank.collect.plan.BoundFile;
import io.tidebank.collect.quarantine.BadRow;
import io.tidebank.lake.TouchFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A report while its import runs. */
final class ReportDraft {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String importId;
    private final String brand;
    private final String mapping;
    private final Clock clock;
    private final Instant startedAt;
    private final List<FileCount> files = new ArrayList<>();
    private final List<FileCount> repeated = new ArrayList<>();
    private final List<KindCount> kinds = new ArrayList<>();
    private final Map<Fault, Long> faults = new TreeMap<>(Fault.ORDER);
    private long duplicates;
    private @Nullable Instant firstAt;
    private @Nullable Instant lastAt;
    private String note = "";

    private record Fault(String file, String column, String reason) {

        private static final Comparator<Fault> ORDER =
                Comparator.comparing(Fault::file).thenComparing(Fault::column).thenComparing(Fault::reason);

        FaultCount count(long rows) {
            return new FaultCount(file, column, reason, rows);
        }
    }

    ReportDraft(String importId, String brand, String mapping, Clock clock) {
        this.importId = importId;
        this.brand = brand;
        this.mapping = mapping;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Of an import that begins now, with an id of its own. */
    static ReportDraft begin(String brand, Mapping mapping, Clock clock) {
        String id = ID.format(clock.instant()) + "-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
        return new ReportDraft(id, brand, mapping.name(), clock);
    }

    String importId() {
        return importId;
    }

    String mapping() {
        return mapping;
    }

    Instant startedAt() {
        return startedAt;
    }

    void file(FileCount file) {
        files.add(file);
    }

    /** A file that is left out, since its content came before. */
    void repeated(BoundFile file) {
        repeated.add(new FileCount(
                file.file().name(), file.file().hash(), file.input().name(), 0, 0));
    }

    /** Files that an import brought before. That knows nothing of those that come now, however they belong together. */
    void repeated(Mapping of, String before, List<BoundFile> left) {
        left.forEach(this::repeated);
        String names = left.stream().map(file -> file.file().name()).collect(joining(", "));
        String joined = of.inputs().size() < 2
                ? ""
                : ". It is not joined with the files that came now: for that, undo it (%s) and import all of them together"
                        .formatted(undoing(before));
        note("%s: left out, since import %s brought the same content before%s".formatted(names, before, joined));
    }

    /** The command that takes an import out again. */
    static String undoing(String importId) {
        return "tidebank import --undo " + importId;
    }

    /** A row that was put aside: they are counted by file, column and reason. */
    void fault(BadRow row) {
        faults.merge(new Fault(row.file(), row.column(), row.reason().name()), 1L, Long::sum);
    }

    void costs(long count) {
        kinds.add(new KindCount(ImportReport.COST, count));
    }

    void duplicates(long count) {
        duplicates += count;
    }

    void note(String text) {
        note = note.isEmpty() ? text : note + "; " + text;
    }

    long rows() {
        return files.stream().mapToLong(FileCount::rows).sum();
    }

    void touches(Map<String, Long> byKind, List<TouchFile> written) {
        byKind.forEach((kind, touches) -> kinds.add(new KindCount(kind, touches)));
        written.stream()
                .mapToLong(TouchFile::firstMicros)
                .min()
                .ifPresent(micros -> firstAt = Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        written.stream()
                .mapToLong(TouchFile::lastMicros)
                .max()
                .ifPresent(micros -> lastAt = Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    ImportReport end(State state, long snapshot) {
        return new ImportReport(
                importId,
                brand,
                state,
                mapping,
                startedAt,
                Duration.between(startedAt, clock.instant()),
                files,
                repeated,
                kinds,
                faults.entrySet().stream()
                        .map(it -> it.getKey().count(it.getValue()))
                        .toList(),
                duplicates,
                firstAt,
                lastAt,
                snapshot,
                note);
    }
}
