package io.tidebank.brand;

import io.tidebank.error.TidebankException;
import io.tidebank.ladder.Ladder;
import io.tidebank.ladder.LadderError;
import io.tidebank.ladder.LadderFile;
import io.tidebank.lake.Lake;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.Answer;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.touch.TouchKinds;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One brand of an open home: import, refresh, and every question that can be asked of it. */
public final class Brand implements AutoCloseable {

    private final BrandParts parts;
    private final Refresher refresher;
    private final StageQuestions stages;

    /** What a home lends to its brands. */
    record Tools(EngineSettings engine, MethodFiles methods, TouchKinds kinds, Lake lake, Clock clock) {}

    Brand(Home home, BrandSettings settings, Tools tools) {
        List<Ladder> ladders = settings.ladders().stream()
                .map(name -> LadderFile.read(tools.methods(), tools.kinds(), name))
                .toList();
        StringBuilder hashes = new StringBuilder();
        for (String name : settings.ladders()) {
            hashes.append(name)
                    .append(' ')
                    .append(tools.methods().hash(LadderFile.path(name)))
                    .append('\n');
        }
        TouchTable table = tools.lake().touches(settings.name());
        this.parts = new BrandParts(
                settings,
                tools.engine(),
                tools.kinds(),
                ladders,
                hashes.toString(),
                table,
                DuckDb.file(home.serving(settings.name()), tools.engine()),
                home.state(settings.name()));
        this.refresher = new Refresher(parts, tools.clock());
        this.stages = new StageQuestions(parts);
    }

    /** How the brand stands. */
    public BrandInfo info() {
        long snapshot = parts.table().snapshot();
        List<TouchFile> files = parts.table().files(snapshot);
        Optional<Generation> generation = refresher.generation();
        return new BrandInfo(
                parts.settings().name(),
                parts.settings().zone(),
                parts.settings().currency(),
                files.stream().mapToLong(TouchFile::rows).sum(),
                generation.map(Generation::consumers).orElse(0L),
                generation.map(Generation::guestTouches).orElse(0L),
                moment(files.stream().mapToLong(TouchFile::firstMicros).min().stream()
                        .boxed()
                        .findFirst()),
                moment(files.stream().mapToLong(TouchFile::lastMicros).max().stream()
                        .boxed()
                        .findFirst()),
                snapshot,
                generation.map(known -> known.snapshot() == snapshot).orElse(snapshot == 0),
                parts.settings().ladders());
    }

    /** Brings everything derived up to the lake's current snapshot. */
    public synchronized RefreshReport refresh(Progress progress) {
        return refresher.run(progress);
    }

    /**
     * Consumers by stage at the end of a day: {@code stage, name, consumers, share}, lowest stage first, then {@code out}.
     *
     * @param asOf a day in the brand's zone; null for the day of the latest touch
     */
    public Answer stages(@Nullable LocalDate asOf, String ladder) {
        return stages.stages(asOf, ladder(ladder));
    }

    /** Consumers by stage at the end of each day of a period: {@code day, stage, consumers}. */
    public Answer stageTrend(LocalDate from, LocalDate to, String ladder) {
        return stages.trend(from, to, ladder(ladder));
    }

    /** Who moved from which stage to which between the ends of two days: {@code from_stage, to_stage, consumers}. */
    public Answer flow(LocalDate from, LocalDate to, String ladder) {
        return stages.flow(from, to, ladder(ladder));
    }

    /** The same in five: {@code move, consumers} with new, deepened, kept, shallower, lost. */
    public Answer flowSummary(LocalDate from, LocalDate to, String ladder) {
        return stages.flowSummary(from, to, ladder(ladder));
    }

    /** The ladders that are kept up to date. */
    public List<LadderInfo> ladders() {
        return parts.ladders().stream().map(LadderInfo::of).toList();
    }

    private Ladder ladder(String name) {
        return parts.ladders().stream()
                .filter(ladder -> ladder.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TidebankException(
                        LadderError.LADDER_NOT_FOUND,
                        "Brand '%s' keeps no ladder '%s' up to date. It has: %s. Add it to its ladders in tidebank.yaml"
                                .formatted(
                                        parts.settings().name(),
                                        name,
                                        parts.settings().ladders())));
    }

    private static @Nullable Instant moment(Optional<Long> micros) {
        return micros.map(value -> Instant.EPOCH.plusNanos(value * 1000)).orElse(null);
    }

    @Override
    public void close() {
        parts.serving().close();
    }
}
