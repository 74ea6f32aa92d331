package io.tidebank.lake.timeline;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.LakeError;
import io.tidebank.lake.iceberg.DiskSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One Parquet file of the identified touches of some days, in the order of their primary ids, with a list beside it that
 * says which files of the lake it was made from. There is no segment without its list, which is written last.
 *
 * @param data the Parquet file
 * @param rows touches in it
 * @param days the lake's files by day, as they were then
 */
record Segment(Path data, long rows, Map<LocalDate, Set<String>> days) {

    static final String LIST = ".list";

    private static final String DATA = ".parquet";

    Segment {
        days = Map.copyOf(days);
    }

    /** Where the list of a segment's data lies. */
    static Path list(Path data) {
        return data.resolveSibling(data.getFileName().toString().replace(DATA, LIST));
    }

    static Path data(Path folder, String name) {
        return folder.resolve(name + DATA);
    }

    /** Days whose files in the lake are still those that this was made from. */
    Set<LocalDate> unchanged(Map<LocalDate, Set<String>> now) {
        Set<LocalDate> same = new TreeSet<>();
        days.forEach((day, files) -> {
            if (files.equals(now.get(day))) {
                same.add(day);
            }
        });
        return same;
    }

    /** Makes the segment known from now on, whatever happens; its data is complete. */
    void publish(String format) {
        List<String> lines = new ArrayList<>(List.of(format, Long.toString(rows)));
        new TreeMap<>(days).forEach((day, files) -> files.forEach(file -> lines.add(day + " " + file)));
        Path list = list(data);
        Path draft = list.resolveSibling(list.getFileName() + ".draft");
        try {
            Files.write(draft, lines);
            DiskSync.files(List.of(data, draft));
            Files.move(draft, list, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TidebankException(
                    LakeError.LAKE_FAILED, "The timeline's list %s cannot be written: %s".formatted(list, e), e);
        }
    }

    /** The segment of a list; empty if it is of another format, or is no list, or its data is gone. */
    static Optional<Segment> read(Path list, String format) {
        Path data = list.resolveSibling(list.getFileName().toString().replace(LIST, DATA));
        try {
            List<String> lines = Files.readAllLines(list);
            if (lines.size() < 2 || !lines.getFirst().equals(format) || !Files.isRegularFile(data)) {
                return Optional.empty();
            }
            Map<LocalDate, Set<String>> days = new TreeMap<>();
            for (String line : lines.subList(2, lines.size())) {
                int space = line.indexOf(' ');
                days.computeIfAbsent(LocalDate.parse(line.substring(0, Math.max(0, space))), _ -> new HashSet<>())
                        .add(line.substring(space + 1));
            }
            return Optional.of(new Segment(data, Long.parseLong(lines.get(1)), days));
        } catch (IOException | DateTimeParseException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
