package io.tidebank.collect.feed;

/** How a feed stands. */
public enum FeedState {
    /** No one reads it here just now. */
    IDLE,
    /** It is read, and all is well. */
    RUNNING,
    /** It has read more than the journal takes on for now. */
    WAITING,
    /** It met a fault and tries again by itself. */
    FAULT,
    /** Somebody told it to stand still. */
    PAUSED,
    /** Its file is wrong. */
    INVALID
}
