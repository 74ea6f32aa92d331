package io.tidebank.sql;

import java.nio.file.Path;

/**
 * What the machine lends to one process.
 *
 * @param memoryBytes all native and heap memory that Tidebank may use; split over DuckDB, folds, journals and indexes
 * @param threads worker threads
 * @param scratch folder for spill and unpacked files; emptied at start
 */
public record EngineSettings(long memoryBytes, int threads, Path scratch) {

    private static final long LEAST_MEMORY = 256L << 20;
    private static final long LEAST_JOURNAL = 32L << 20;

    public EngineSettings {
        if (memoryBytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("Memory must be at least 256 MB: " + memoryBytes);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("Threads must be at least 1: " + threads);
        }
    }

    /** The same with another scratch folder. */
    public EngineSettings within(Path folder) {
        return new EngineSettings(memoryBytes, threads, folder);
    }

    /** What DuckDB may take: half. */
    public long duckDbBytes() {
        return memoryBytes / 2;
    }

    /** What the journals of all brands may take for blocks, filters and what is written: a sixteenth. */
    public long journalBytes() {
        return Math.max(LEAST_JOURNAL, memoryBytes / 16);
    }

    /** What fold state may take: a quarter. More consumers than fit are folded in ranges, one after the other. */
    public long foldBytes() {
        return memoryBytes / 4;
    }
}
