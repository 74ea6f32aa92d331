package io.tidebank.brand;

import java.util.ArrayList;
import java.util.List;

/**
 * What a refresh did.
 *
 * @param mode how much had to be read
 * @param why the reason for reading everything; empty otherwise
 * @param touches touches read for the first time
 * @param consumers identified consumers now
 * @param seconds how long it took
 * @param steps the parts of it, in order
 */
public record RefreshReport(Mode mode, String why, long touches, long consumers, double seconds, List<Step> steps) {

    public RefreshReport {
        steps = List.copyOf(steps);
    }

    /** A part of the work, and how long it took. */
    public record Step(String name, double seconds) {}

    /** A report while its refresh runs: splits the time over the steps. */
    static final class Draft {

        private final List<Step> steps = new ArrayList<>();
        private final long started = System.nanoTime();
        private long last = started;

        /** What was done since the last step was this step. */
        void lap(String step) {
            long now = System.nanoTime();
            steps.add(new Step(step, (now - last) / 1e9));
            last = now;
        }

        RefreshReport end(Mode mode, String why, long touches, long consumers) {
            return new RefreshReport(mode, why, touches, consumers, (System.nanoTime() - started) / 1e9, steps);
        }
    }

    /** How much had to be read. */
    public enum Mode {
        /** Nothing: all was fresh. */
        NONE,
        /** No touch: models were built anew, for what their files or the exchange rates say now. */
        MODELS,
        /** What is new. */
        INCREMENTAL,
        /** The whole history. */
        FULL
    }
}
