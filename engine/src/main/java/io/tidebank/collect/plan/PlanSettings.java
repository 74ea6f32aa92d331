package io.tidebank.collect.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What an import knows beyond its mapping and files.
 *
 * @param importId the import's id
 * @param source the source that touches carry
 * @param receivedAt when the import began
 * @param homeCurrency the brand's currency
 * @param kinds the kinds that there are
 * @param silent numbers of files that are only looked up, since their touches are in the lake
 * @param replayed for rows that come again out of quarantine: by number of the file, the connection's variable with
 *     their names; else empty
 */
public record PlanSettings(
        String importId,
        String source,
        Instant receivedAt,
        String homeCurrency,
        Set<String> kinds,
        Set<Integer> silent,
        Map<Integer, String> replayed) {

    private static final int HASH_LETTERS = 16;

    public PlanSettings {
        kinds = Set.copyOf(kinds);
        silent = Set.copyOf(silent);
        replayed = Map.copyOf(replayed);
    }

    /** SQL of a row's own name: the beginning of its file's hash and its number, counted from 1. */
    String rowId(BoundFile file) {
        String variable = replayed.get(file.number());
        return variable == null
                ? "'%s-' || (m.rowid + 1)".formatted(prefix(file.file().hash()))
                : "getvariable('%s')[m.rowid + 1]".formatted(variable);
    }

    /** The name of one row, as {@link #rowId} gives it. */
    public static String rowName(String hash, long ordinal) {
        return prefix(hash) + "-" + (ordinal + 1);
    }

    private static String prefix(String hash) {
        return hash.substring(0, HASH_LETTERS);
    }
}
