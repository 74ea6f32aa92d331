package io.tidebank.collect.intake;

/**
 * What became of bad live events that were tried again.
 *
 * @param rows that were tried
 * @param released that are touches now, or were by another way, or say nothing
 * @param stillBad that stay in the quarantine
 * @param waiting that were not tried, since the journal takes no more just now
 */
public record ReplayReport(long rows, long released, long stillBad, long waiting) {}
