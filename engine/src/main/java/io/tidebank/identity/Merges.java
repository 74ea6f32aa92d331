package io.tidebank.identity;

import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/**
 * Which consumers turned out to be one.
 *
 * @param merged numbers that are retired
 * @param grown numbers that the retired ones merged into
 * @param into whom a retired number merged into
 */
public record Merges(BitSet merged, BitSet grown, IntUnaryOperator into) {}
