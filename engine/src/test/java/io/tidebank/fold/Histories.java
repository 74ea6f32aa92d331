package io.tidebank.fold;

/** Makes histories and voids for tests of folds. */
public final class Histories {

    private Histories() {}

    public static History of(long[] micros, byte[] kinds, int[] predicates, long[] orders) {
        History history = new History(micros, kinds, predicates, orders);
        history.window(0, micros.length);
        return history;
    }
}
