package io.tidebank.fold;

/**
 * Consumers that are folded together, since their state fits into memory together.
 *
 * @param from least number
 * @param to one more than the largest
 */
public record ConsumerRange(int from, int to) {

    /** Everyone. */
    public static final ConsumerRange ALL = new ConsumerRange(0, Integer.MAX_VALUE);
}
