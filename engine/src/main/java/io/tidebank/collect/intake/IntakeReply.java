package io.tidebank.collect.intake;

import java.time.Duration;

/** What the sender of a request is told. */
public sealed interface IntakeReply {

    /**
     * All of it is on the disk, or needs not to be.
     *
     * @param accepted events that were new
     * @param duplicates events that had been sent before
     * @param quarantined events put aside with a reason
     * @param dropped events without effect, or without the person's consent
     */
    record Taken(int accepted, int duplicates, int quarantined, int dropped) implements IntakeReply {}

    /**
     * Nothing of it was taken; the same can be sent again.
     *
     * @param limit what is exceeded, for people
     * @param retryAfter when to come again
     */
    record TryLater(String limit, Duration retryAfter) implements IntakeReply {}
}
