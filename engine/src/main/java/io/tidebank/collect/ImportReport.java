package io.tidebank.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an import brought, what it put aside and why.
 *
 * @param importId its id; touches carry it
 * @param brand whose touches
 * @param state how far it came
 * @param mapping name of the preset or mapping
 * @param startedAt when it began
 * @param took how long it ran
 * @param files what was read
 * @param repeated files that were left out, since an import had brought them before
 * @param kinds touches written, by kind; or the costs that are new; none of an import that left no trace
 * @param faults rows put aside, by reason
 * @param duplicates touches that the lake had already, or costs that were reported so before
 * @param firstAt the first touch's moment; null if there is none
 * @param lastAt the last touch's moment; null if there is none
 * @param snapshot the lake's snapshot after it
 * @param note what else is to be said, or empty
 */
public record ImportReport(
        String importId,
        String brand,
        State state,
        String mapping,
        Instant startedAt,
        Duration took,
        List<FileCount> files,
        List<FileCount> repeated,
        List<KindCount> kinds,
        List<FaultCount> faults,
        long duplicates,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        long snapshot,
        String note) {

    /** What stands in the place of a kind where rows became costs and not touches. */
    public static final String COST = "cost";

    public ImportReport {
        files = List.copyOf(files);
        // Reports that were kept before these were told have none.
        repeated = repeated == null ? List.of() : List.copyOf(repeated);
        kinds = state.leavesNoTrace() ? List.of() : List.copyOf(kinds);
        firstAt = state.leavesNoTrace() ? null : firstAt;
        lastAt = state.leavesNoTrace() ? null : lastAt;
        faults = List.copyOf(faults);
    }

    /** How far an import came. */
    public enum State {
        /** Files are read, or written where nobody sees them yet. */
        RUNNING,
        /** Everything is written and the commit is under way. */
        STAGED,
        /** Its touches are in the lake. */
        COMMITTED,
        /** All its files had been imported before; nothing was written. */
        REPEATED,
        /** It ended without a trace. */
        FAILED,
        /** Somebody ended it; it left no trace. */
        CANCELLED,
        /** Its touches are being taken out. */
        UNDOING,
        /** Its touches were taken out again. */
        UNDONE;

        /** Whether what it had read was thrown away, so that it brought nothing. */
        boolean leavesNoTrace() {
            return this == FAILED || this == CANCELLED;
        }
    }

    /** @param input which of the mapping's files it is */
    public record FileCount(String file, String hash, String input, long rows, long quarantined) {}

    public record KindCount(String kind, long touches) {

        /** Whether what it counts is no touches but costs. */
        public boolean isCost() {
            return kind.equals(COST);
        }
    }

    public record FaultCount(String file, String column, String reason, long rows) {}

    ImportReport ended(State ended, long at) {
        return with(ended, at, note);
    }

    /** What it says once it is taken out; what was to be said of it while it stood is of no use then. */
    ImportReport undone(long at) {
        return with(State.UNDONE, at, "");
    }

    ImportReport noting(String more) {
        return with(state, snapshot, note.isEmpty() ? more : note + "; " + more);
    }

    private ImportReport with(State newState, long newSnapshot, String newNote) {
        return new ImportReport(
                importId,
                brand,
                newState,
                mapping,
                startedAt,
                took,
                files,
                repeated,
                kinds,
                faults,
                duplicates,
                firstAt,
                lastAt,
                newSnapshot,
                newNote);
    }

    public long touches() {
        return count(kind -> !kind.isCost());
    }

    public long costs() {
        return count(KindCount::isCost);
    }

    private long count(Predicate<KindCount> which) {
        return kinds.stream().filter(which).mapToLong(KindCount::touches).sum();
    }

    public long rows() {
        return files.stream().mapToLong(FileCount::rows).sum();
    }

    public long quarantined() {
        return faults.stream().mapToLong(FaultCount::rows).sum();
    }
}
