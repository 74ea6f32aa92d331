package io.tidebank.fold;

import io.tidebank.lake.TouchFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Files that are read with one query, so that all parts one after the other give the touches in order of time.
 *
 * @param files in order of their first touch
 * @param sorted true if the files overlap in time, so that the query has to sort
 */
record ScanPart(List<TouchFile> files, boolean sorted) {

    /** A sort of more rows than this would be slower than two. */
    private static final long MOST_SORTED_ROWS = 4_000_000;

    ScanPart {
        files = List.copyOf(files);
    }

    /** Splits files into parts: files that do not overlap are read as they lie, the rest is sorted, a few days at a time. */
    static List<ScanPart> of(List<TouchFile> files) {
        List<ScanPart> parts = new ArrayList<>();
        for (List<TouchFile> group : overlapping(files)) {
            boolean sorted = group.size() > 1;
            ScanPart last = parts.isEmpty() ? null : parts.getLast();
            if (last != null && last.sorted == sorted && (!sorted || last.rows() + rows(group) <= MOST_SORTED_ROWS)) {
                List<TouchFile> joined = new ArrayList<>(last.files);
                joined.addAll(group);
                parts.set(parts.size() - 1, new ScanPart(joined, sorted));
            } else {
                parts.add(new ScanPart(group, sorted));
            }
        }
        return parts;
    }

    long rows() {
        return rows(files);
    }

    private static long rows(List<TouchFile> files) {
        return files.stream().mapToLong(TouchFile::rows).sum();
    }

    private static List<List<TouchFile>> overlapping(List<TouchFile> files) {
        List<TouchFile> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparingLong(TouchFile::firstMicros).thenComparing(TouchFile::path));
        List<List<TouchFile>> groups = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (TouchFile file : ordered) {
            if (groups.isEmpty() || file.firstMicros() > last) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(file);
            last = Math.max(last, file.lastMicros());
        }
        return groups;
    }
}
