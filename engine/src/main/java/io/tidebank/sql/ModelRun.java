package io.tidebank.sql;

import java.time.Instant;

/**
 * Where the rows of a derived table come from.
 *
 * @param outcome whether this run built them or found them as they should be
 * @param version hash of the file and of the versions of its inputs
 * @param inputs name=version of each, in the order of names
 * @param builtAt when they were built
 */
public record ModelRun(
        String model,
        Outcome outcome,
        long rows,
        double seconds,
        String version,
        String inputs,
        String fileHash,
        Instant builtAt) {

    /** What a run did to a model. */
    public enum Outcome {
        /** Built whole. */
        BUILT,
        /** Computed again from a day on, or for the keys that changed. */
        CONTINUED,
        /** Left as it was: neither its file nor its inputs had changed. */
        UNCHANGED
    }
}
