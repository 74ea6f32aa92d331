package io.tidebank.lake.timeline;

import io.tidebank.lake.TouchFile;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.sql.WatchedStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings a timeline up to the lake: copies closed days once enough of them are missing, and joins small segments. It
 * takes one thread and an eighth of the memory, so that it can go on beside everything else.
 */
public final class TimelineUpkeep {

    private final Timeline timeline;
    private final EngineSettings settings;
    private final Limits limits;

    /**
     * When it is worth the work.
     *
     * @param least touches of a lake below which a scan of all is quick enough
     * @param most touches of one segment, which bounds what one sort takes
     * @param missing one part of how many of the lake's touches may be missing
     * @param small segments of less than a fourth of the most that are left alone
     * @param settled how long after its end a day is taken to be closed
     */
    record Limits(long least, long most, int missing, int small, Duration settled) {

        static final Limits DEFAULTS = new Limits(1_000_000, 25_000_000, 20, 4, Duration.ofHours(6));
    }

    public TimelineUpkeep(Timeline timeline, EngineSettings settings) {
        this(timeline, settings, Limits.DEFAULTS);
    }

    TimelineUpkeep(Timeline timeline, EngineSettings settings, Limits limits) {
        this.timeline = timeline;
        this.settings = settings;
        this.limits = limits;
    }

    /**
     * Copies what is missing, if that is worth it; returns how many touches were copied. Stops between segments and
     * within one when cancelled, and leaves what was there.
     */
    public long run(Instant now, Progress progress) {
        timeline.sweep();
        List<TouchFile> all = timeline.table().files(timeline.table().snapshot());
        Map<LocalDate, Set<String>> days = Timeline.byDay(all);
        List<Segment> dead = timeline.segments().stream()
                .filter(segment -> segment.unchanged(days).isEmpty())
                .toList();
        timeline.forget(dead);
        List<TouchFile> missing = missing(all, days, now);
        long total = rows(all);
        if (total < limits.least || rows(missing) <= total / limits.missing) {
            return 0;
        }
        List<Segment> joined = tooSmall();
        Set<LocalDate> again = new HashSet<>();
        joined.forEach(segment -> again.addAll(segment.unchanged(days)));
        List<TouchFile> copied = new ArrayList<>(missing);
        all.stream().filter(file -> again.contains(file.day())).forEach(copied::add);
        return copy(copied, joined, progress);
    }

    /** Files of closed days that no segment has as they are. */
    private List<TouchFile> missing(List<TouchFile> all, Map<LocalDate, Set<String>> days, Instant now) {
        Set<LocalDate> there = new HashSet<>();
        timeline.segments().forEach(segment -> there.addAll(segment.unchanged(days)));
        return all.stream()
                .filter(file -> !there.contains(file.day()) && isClosed(file.day(), now))
                .toList();
    }

    private boolean isClosed(LocalDate day, Instant now) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !end.plus(limits.settled).isAfter(now);
    }

    private List<Segment> tooSmall() {
        List<Segment> small = timeline.segments().stream()
                .filter(segment -> segment.rows() < limits.most / 4)
                .toList();
        return small.size() < limits.small ? List.of() : small;
    }

    private long copy(List<TouchFile> files, List<Segment> joined, Progress progress) {
        List<TouchFile> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparing(TouchFile::day));
        long copied = 0;
        List<TouchFile> part = new ArrayList<>();
        List<List<TouchFile>> parts = new ArrayList<>();
        for (TouchFile file : ordered) {
            boolean nextDay = !part.isEmpty() && !part.getLast().day().equals(file.day());
            if (nextDay && rows(part) + file.rows() > limits.most) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(file);
        }
        parts.add(part);
        for (int i = 0; i < parts.size() && !progress.cancelled(); i++) {
            Segment made = write(parts.get(i), progress);
            // What is joined stays until all of it has been written again: a day may count from either.
            timeline.publish(made, i == parts.size() - 1 ? joined : List.of());
            copied += made.rows();
        }
        return copied;
    }

    private Segment write(List<TouchFile> files, Progress progress) {
        Path data = Segment.data(timeline.folder(), UUID.randomUUID().toString());
        EngineSettings share =
                new EngineSettings(Math.max(256L << 20, settings.memoryBytes() / 4), 1, settings.scratch());
        try (DuckDb duckDb = DuckDb.inMemory(share);
                Connection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            Files.createDirectories(timeline.folder());
            statement.execute("SET enable_progress_bar = true");
            statement.execute("SET enable_progress_bar_print = false");
            new WatchedStatement(statement, progress, "Timeline")
                    .execute(
                            "COPY (%s ORDER BY primary_id, occurred_at) TO %s (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480)"
                                    .formatted(timeline.select(files), DuckDb.literal(data.toString())));
            return new Segment(data, rows(files), Timeline.byDay(files));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw Timeline.failed(timeline.folder(), e);
        }
    }

    private static long rows(List<TouchFile> files) {
        return files.stream().mapToLong(TouchFile::rows).sum();
    }
}
