package io.tidebank.collect.feed;

import java.util.OptionalLong;

/**
 * What one step of a feed brought.
 *
 * @param read records, rows or files that were read, whatever became of them
 * @param more whether more waits at once; if not, the feed pauses
 * @param waiting how many more wait; empty if nobody can say
 */
public record FeedProgress(long read, boolean more, OptionalLong waiting) {

    /** Nothing was there. */
    public static final FeedProgress NOTHING = new FeedProgress(0, false, OptionalLong.of(0));
}
