package io.tidebank.collect.feed;

import io.tidebank.error.ErrorCode;

/** What can go wrong with feeds. */
public enum FeedError implements ErrorCode {
    /** The brand has no feed of that name. */
    FEED_NOT_FOUND(Kind.NOT_FOUND),
    /** A feed's file does not say what it has to say. */
    FEED_INVALID(Kind.INVALID),
    /** The source in whose name the feed brings events is not there, or switched off. */
    FEED_HAS_NO_SOURCE(Kind.CONFLICT),
    /** A secret that the feed's file refers to is not there. */
    FEED_SECRET_MISSING(Kind.INVALID),
    /** The feed stands still because somebody said so. */
    FEED_PAUSED(Kind.CONFLICT),
    /** The feed is in the middle of a step that takes long. */
    FEED_BUSY(Kind.CONFLICT),
    /** What the feed reads does not answer, or refuses. The feed tries again by itself. */
    FEED_UNREACHABLE(Kind.CONFLICT),
    /** What lies between where the feed stands and what is still there was deleted before it was read. */
    FEED_GAP(Kind.CONFLICT),
    /** The feed cannot go on for another reason. */
    FEED_FAILED(Kind.INTERNAL);

    private final Kind kind;

    FeedError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
