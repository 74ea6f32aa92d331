package io.tidebank.lake.timeline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.LakeError;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.sql.DuckDb;
import io.tidebank.touch.TouchColumn;
import io.tidebank.touch.TouchColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A brand's touches once more, clustered by person. The lake's files lie in the order of time, so that few persons' touches
 * are in nearly all of them; here they are close together, and the rest is skipped by what Parquet says of each stretch.
 *
 * <p>A copy, and never more than that: a day counts from here only while the lake's files of that day are those that it
 * was copied from. What is new, late, merged or taken back since is read from the lake itself, so that answers are the
 * same with and without it, and it can be thrown away.
 */
public final class Timeline {

    /** Long and seldom asked for of many; or lists. */
    private static final Set<String> LEFT_OUT = Set.of("ids", "context", "properties");

    private static final List<String> COLUMNS = TouchColumns.ALL.stream()
            .map(TouchColumn::name)
            .filter(name -> !LEFT_OUT.contains(name))
            .toList();

    /** Of another release, or of a table with other columns: made anew. */
    private static final String FORMAT = "timeline 1 " + String.join(",", COLUMNS);

    private final Path folder;
    private final TouchTable table;
    private volatile List<Segment> segments;

    private Timeline(Path folder, TouchTable table, List<Segment> segments) {
        this.folder = folder;
        this.table = table;
        this.segments = List.copyOf(segments);
    }

    /** Opens the timeline in a folder, which need not be there; what a crash left of a build is deleted. */
    public static Timeline open(Path folder, TouchTable table) {
        List<Segment> found = new ArrayList<>();
        for (Path file : files(folder)) {
            if (file.toString().endsWith(Segment.LIST)) {
                Segment.read(file, FORMAT).ifPresent(found::add);
            }
        }
        Timeline timeline = new Timeline(folder, table, found);
        timeline.sweep();
        return timeline;
    }

    /**
     * A SELECT that reads columns of the identified touches in some files that meet a condition.
     *
     * @param files all files of a snapshot
     * @param condition in SQL, of {@code primary_id}: the narrower it is the less is read
     */
    public String scan(List<TouchFile> files, List<String> columns, String condition) {
        Set<LocalDate> taken = new HashSet<>();
        List<String> parts = new ArrayList<>();
        if (COLUMNS.containsAll(columns)) {
            told(byDay(files)).forEach((segment, days) -> {
                parts.add(select(segment, days, columns, condition));
                taken.addAll(days);
            });
        }
        List<TouchFile> rest =
                files.stream().filter(file -> !taken.contains(file.day())).toList();
        parts.add("SELECT * FROM (%s) AS touch WHERE %s".formatted(table.scan(rest, withId(columns)), condition));
        String names = names(columns);
        return parts.stream()
                .map(part -> "SELECT %s FROM (%s)".formatted(names, part))
                .collect(joining(" UNION ALL "));
    }

    /**
     * The days that are read from each segment, of those from which any is. A day lies in two where a copy was stopped
     * before it was whole, and is read from the newer one.
     *
     * @param files the lake's by day
     */
    Map<Segment, Set<LocalDate>> told(Map<LocalDate, Set<String>> files) {
        Map<Segment, Set<LocalDate>> told = new LinkedHashMap<>();
        Set<LocalDate> taken = new HashSet<>();
        for (Segment segment : segments.reversed()) {
            Set<LocalDate> days = segment.unchanged(files);
            days.removeAll(taken);
            if (!days.isEmpty()) {
                told.put(segment, days);
                taken.addAll(days);
            }
        }
        return told;
    }

    private static String select(Segment segment, Set<LocalDate> days, List<String> columns, String condition) {
        Set<LocalDate> others = new HashSet<>(segment.days().keySet());
        others.removeAll(days);
        String only = others.isEmpty()
                ? ""
                : others.stream()
                        .map(day -> "DATE '" + day + "'")
                        .sorted()
                        .collect(joining(", ", " AND (occurred_at AT TIME ZONE 'UTC')::DATE NOT IN (", ")"));
        return "SELECT %s FROM read_parquet(%s, hive_partitioning = false) AS touch WHERE %s%s"
                .formatted(names(withId(columns)), DuckDb.literal(segment.data().toString()), condition, only);
    }

    private static List<String> withId(List<String> columns) {
        return Stream.concat(columns.stream(), Stream.of("primary_id"))
                .distinct()
                .toList();
    }

    private static String names(List<String> columns) {
        return String.join(", ", columns);
    }

    static Map<LocalDate, Set<String>> byDay(Collection<TouchFile> files) {
        return files.stream().collect(groupingBy(TouchFile::day, mapping(TouchFile::path, toSet())));
    }

    /** Rows that lie in it. */
    public long rows() {
        return segments.stream().mapToLong(Segment::rows).sum();
    }

    List<Segment> segments() {
        return segments;
    }

    TouchTable table() {
        return table;
    }

    Path folder() {
        return folder;
    }

    /** The SELECT that a segment of these files is made of. */
    String select(List<TouchFile> files) {
        return "SELECT %s FROM (%s) AS touch WHERE primary_id IS NOT NULL"
                .formatted(names(COLUMNS), table.scan(files, COLUMNS));
    }

    /** Lets a segment count. */
    void publish(Segment made) {
        made.publish(FORMAT);
        List<Segment> next = new ArrayList<>(segments);
        next.add(made);
        segments = List.copyOf(next);
    }

    /**
     * Lets segments count no longer from which no day is read. Readers that have begun go on with their files; the data goes
     * with the next sweep, since somebody may be about to open it.
     *
     * @param files the lake's by day
     */
    void forgetUnread(Map<LocalDate, Set<String>> files) {
        Set<Segment> read = told(files).keySet();
        List<Segment> gone =
                segments.stream().filter(segment -> !read.contains(segment)).toList();
        segments = segments.stream().filter(read::contains).toList();
        gone.forEach(segment -> delete(Segment.list(segment.data())));
    }

    /** Deletes what belongs to no segment: of builds that came to no end, and of segments that were replaced before. */
    void sweep() {
        Set<Path> kept = new HashSet<>();
        for (Segment segment : segments) {
            kept.add(segment.data());
            kept.add(Segment.list(segment.data()));
        }
        files(folder).stream().filter(file -> !kept.contains(file)).forEach(Timeline::delete);
    }

    /** Bytes that are free on its disk. */
    long freeDisk() {
        try {
            Files.createDirectories(folder);
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Deletes what a copy that failed has written; the disk may be full of it. */
    void drop(Path file, RuntimeException failure) {
        try {
            delete(file);
        } catch (TidebankException e) {
            failure.addSuppressed(e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static TidebankException failed(Path path, IOException e) {
        return new TidebankException(LakeError.LAKE_FAILED, "The timeline's %s: %s".formatted(path, e), e);
    }
}
