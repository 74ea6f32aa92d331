package io.tidebank.sql;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What models are built from, and what is known of how it changed. Of inputs that differ, are not in {@code grown} and not
 * {@code steady}, nothing is known but {@code since}.
 *
 * @param versions of all inputs: a snapshot, a hash; whatever differs when the rows may differ
 * @param before their versions ahead of the last change; empty if that is not known
 * @param since no row of an input that belongs to an earlier day of the brand has changed with it; null if unknown
 * @param grown inputs to which rows were added and nothing else happened
 * @param steady inputs that rows of others look up, and to which nothing but rows were added that no earlier row looks for
 */
public record ModelInputs(
        Map<String, String> versions,
        Map<String, String> before,
        @Nullable LocalDate since,
        Map<String, Grown> grown,
        Set<String> steady) {

    public ModelInputs {
        versions = Map.copyOf(versions);
        before = Map.copyOf(before);
        grown = Map.copyOf(grown);
        steady = Set.copyOf(steady);
    }

    /**
     * Rows that came to an input.
     *
     * @param key columns whose values no two rows of the input share
     * @param added the SELECT that gives the new rows, with all of the input's columns; names no input itself
     */
    public record Grown(List<String> key, String added) {

        public Grown {
            key = List.copyOf(key);
        }
    }

    /** Nothing is known of what changed: whatever differs is built whole. */
    public static ModelInputs of(Map<String, String> versions) {
        return new ModelInputs(versions, Map.of(), null, Map.of(), Set.of());
    }
}
