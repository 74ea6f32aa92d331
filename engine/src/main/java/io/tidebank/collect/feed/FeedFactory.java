package io.tidebank.collect.feed;

import java.time.Duration;

/** Makes feeds of one kind. */
public interface FeedFactory {

    /** What {@code kind:} says in a feed's file; its own settings stand in a block of that name. */
    String kind();

    /** How long its feeds pause when nothing waits, unless their files say so. */
    Duration usualPause();

    /**
     * Opens a feed where its desk says that it stands. FEED_INVALID if its settings contradict each other;
     * FEED_UNREACHABLE if what it reads is not there.
     */
    Feed open(FeedSettings settings, FeedDesk desk);
}
