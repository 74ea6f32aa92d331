package io.tidebank.brand;

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

    /** How much had to be read. */
    public enum Mode {
        /** Nothing: all was fresh. */
        NONE,
        /** What is new. */
        INCREMENTAL,
        /** The whole history. */
        FULL
    }
}
