package io.tidebank.fold;

import org.apache.arrow.vector.VarCharVector;

/** Knows every identifier's consumer by its dense number. */
public interface ConsumerNumbers {

    /**
     * Looks up identifiers; one never seen before becomes a new consumer.
     *
     * @param ids {@code type:value}, none null
     * @param rows how many
     * @param numbers where the consumer numbers go
     */
    void resolve(VarCharVector ids, int rows, int[] numbers);

    /** One more than the largest number given out. */
    int size();
}
