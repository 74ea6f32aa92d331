package io.tidebank.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which files of a day are worth merging while more come every few seconds: as soon as enough of like size are there. A
 * touch is then written anew once for each step in size, and not once for each commit that follows it.
 *
 * @param files so many files of like size become one
 * @param smallRows files up to so many rows are of like size; above, each step is {@code files} times as many
 */
public record CompactionPolicy(int files, long smallRows) {

    /** Ten files at a time; up to 10,000 rows are small. */
    public static final CompactionPolicy DEFAULTS = new CompactionPolicy(10, 10_000);

    public CompactionPolicy {
        if (files < 2 || smallRows < 1) {
            throw new IllegalArgumentException("At least two files are merged, and a small one has a row");
        }
    }

    /** Whether any day of a snapshot's files has some that are worth merging. */
    public boolean isDue(List<TouchFile> all) {
        Map<LocalDate, List<TouchFile>> days = all.stream().collect(Collectors.groupingBy(TouchFile::day));
        return days.values().stream().anyMatch(day -> !worthMerging(day).isEmpty());
    }

    /** Those of a day's files that are worth merging into one; none if there are too few. */
    List<TouchFile> worthMerging(List<TouchFile> day) {
        TreeMap<Integer, List<TouchFile>> steps = day.stream()
                .filter(Predicate.not(CompactionPolicy::isFull))
                .collect(Collectors.groupingBy(this::step, TreeMap::new, Collectors.toList()));
        List<TouchFile> chosen = List.of();
        List<TouchFile> smaller = new ArrayList<>();
        for (List<TouchFile> step : steps.values()) {
            int fromBelow = chosen.isEmpty() ? 0 : 1;
            smaller.addAll(step);
            if (step.size() + fromBelow >= files) {
                chosen = List.copyOf(smaller);
            }
        }
        return chosen;
    }

    private static boolean isFull(TouchFile file) {
        return file.rows() > SortedRows.ROWS_PER_FILE / 2;
    }

    private int step(TouchFile file) {
        int step = 0;
        for (long rows = smallRows; rows < file.rows(); rows *= files) {
            step++;
        }
        return step;
    }
}
