package io.tidebank.brand;

import io.tidebank.brand.RefreshReport.Step;
import java.util.ArrayList;
import java.util.List;

/** Splits the time of a refresh over its steps. */
final class StopWatch {

    private final List<Step> steps = new ArrayList<>();
    private final long started = System.nanoTime();
    private long last = started;

    /** What was done since the last step was this step. */
    void lap(String step) {
        long now = System.nanoTime();
        steps.add(new Step(step, (now - last) / 1e9));
        last = now;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
