package io.tidebank.lake.timeline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.tidebank.lake.TouchFile;
import io.tidebank.sql.DuckDb;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import io.tidebank.sql.WatchedStatement;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
    private boolean wasFull;

    /**
     * When it is worth the work.
     *
     * @param least touches of a lake below which a scan of all is quick enough
     * @param most touches of one segment, which bounds what one sort takes
     * @param missing one part of how many of the lake's touches may be missing
     * @param small segments of less than a fourth of the most that are left alone
     * @param settled how long after its end a day is taken to be closed
     * @param freeDisk bytes of disk that are left free: journals accept nothing below about as much
     */
    record Limits(long least, long most, int missing, int small, Duration settled, long freeDisk) {

        static final Limits DEFAULTS = new Limits(1_000_000, 25_000_000, 20, 4, Duration.ofHours(6), 4L << 30);
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
        timeline.forgetUnread(days);
        Map<Segment, Set<LocalDate>> told = timeline.told(days);
        List<TouchFile> missing = missing(all, told, now);
        List<Segment> worn = worn(all, told);
        long total = rows(all);
        long worth = rows(missing) + worn.stream().mapToLong(Segment::rows).sum();
        if (total < limits.least || worth <= total / limits.missing) {
            return 0;
        }
        Set<Segment> joined = new LinkedHashSet<>(worn);
        joined.addAll(tooSmall());
        Set<LocalDate> again = new HashSet<>();
        joined.forEach(segment -> again.addAll(told.getOrDefault(segment, Set.of())));
        List<TouchFile> copied = new ArrayList<>(missing);
        all.stream().filter(file -> again.contains(file.day())).forEach(copied::add);
        return copy(copied, days, progress);
    }

    /** Files of closed days that no segment has as they are. */
    private List<TouchFile> missing(List<TouchFile> all, Map<Segment, Set<LocalDate>> told, Instant now) {
        Set<LocalDate> there = new HashSet<>();
        told.values().forEach(there::addAll);
        return all.stream()
                .filter(file -> !there.contains(file.day()) && isClosed(file.day(), now))
                .toList();
    }

    private boolean isClosed(LocalDate day, Instant now) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !end.plus(limits.settled).isAfter(now);
    }

    /** Segments most of whose rows nobody reads any more, since their days are told otherwise or were taken back. */
    private static List<Segment> worn(List<TouchFile> all, Map<Segment, Set<LocalDate>> told) {
        Map<LocalDate, Long> rows = all.stream().collect(groupingBy(TouchFile::day, summingLong(TouchFile::rows)));
        return told.entrySet().stream()
                .filter(it -> it.getValue().stream()
                                .mapToLong(day -> rows.getOrDefault(day, 0L))
                                .sum()
                        < it.getKey().rows() / 2)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Segment> tooSmall() {
        List<Segment> small = timeline.segments().stream()
                .filter(segment -> segment.rows() < limits.most / 4)
                .toList();
        return small.size() < limits.small ? List.of() : small;
    }

    /** What is copied anew stays until all of it has been written again. */
    private long copy(List<TouchFile> files, Map<LocalDate, Set<String>> days, Progress progress) {
        List<List<TouchFile>> parts = parts(files);
        long copied = 0;
        for (int i = 0; i < parts.size() && !progress.cancelled() && hasRoomFor(parts.get(i)); i++) {
            Segment made = write(parts.get(i), progress);
            timeline.publish(made);
            timeline.forgetUnread(days);
            copied += made.rows();
        }
        return copied;
    }

    private List<List<TouchFile>> parts(List<TouchFile> files) {
        List<TouchFile> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparing(TouchFile::day));
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
        return parts;
    }

    /** A copy is smaller than the files; what its sort lays down meanwhile may be as much again. */
    private boolean hasRoomFor(List<TouchFile> files) {
        long needed = 2 * files.stream().mapToLong(TouchFile::bytes).sum() + limits.freeDisk;
        long free = timeline.freeDisk();
        if (free < needed && !wasFull) {
            System.getLogger(TimelineUpkeep.class.getName())
                    .log(
                            Level.WARNING,
                            "The timeline %s waits: %,d MB of the disk are free, and %,d MB are needed to go on"
                                    .formatted(timeline.folder(), free >> 20, needed >> 20));
        }
        wasFull = free < needed;
        return !wasFull;
    }

    private Segment write(List<TouchFile> files, Progress progress) {
        Path data = Segment.data(timeline.folder(), UUID.randomUUID().toString());
        try {
            return write(files, data, progress);
        } catch (RuntimeException e) {
            timeline.drop(data, e);
            throw e;
        }
    }

    private Segment write(List<TouchFile> files, Path data, Progress progress) {
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
            return new Segment(data, rows(statement, data), Timeline.byDay(files));
        } catch (SQLException e) {
            throw DuckDb.broken(e);
        } catch (IOException e) {
            throw Timeline.failed(timeline.folder(), e);
        }
    }

    private static long rows(Statement statement, Path data) throws SQLException {
        String sql = "SELECT count(*) FROM read_parquet(%s)".formatted(DuckDb.literal(data.toString()));
        try (ResultSet count = statement.executeQuery(sql)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static long rows(List<TouchFile> files) {
        return files.stream().mapToLong(TouchFile::rows).sum();
    }
}
