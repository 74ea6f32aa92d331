package io.tidebank.sql;

import java.util.function.BooleanSupplier;

/** Told how far a long piece of work has come; asked whether to go on. Called from one thread at a time. */
public interface Progress {

    /** Nobody watches. */
    Progress NONE = (step, done, total) -> {};

    /** Nobody watches, and somebody may have it stopped. */
    static Progress until(BooleanSupplier stopping) {
        return new Progress() {

            @Override
            public void at(String step, long done, long total) {}

            @Override
            public boolean cancelled() {
                return stopping.getAsBoolean();
            }
        };
    }

    /**
     * Work has come this far.
     *
     * @param step what is being done, in a few words
     * @param done units done
     * @param total units in all; 0 if not known
     */
    void at(String step, long done, long total);

    /** True once the work should stop at the next safe point, leaving nothing half-written. */
    default boolean cancelled() {
        return Thread.currentThread().isInterrupted();
    }
}
