package io.tidebank.collect.feed;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a feed brought.
 *
 * @param read records, rows or files that were read, whatever became of them
 * @param more whether more waits at once; if not, the feed pauses
 * @param waiting how many more wait; empty if nobody can say
 * @param hint what people should know of a feed that goes on all the same; null for nothing
 */
public record FeedProgress(
        long read,
        boolean more,
        OptionalLong waiting,
        @Nullable String hint) {

    /** With no hint. */
    public FeedProgress(long read, boolean more, OptionalLong waiting) {
        this(read, more, waiting, null);
    }

    /** Nothing was there. */
    public static final FeedProgress NOTHING = new FeedProgress(0, false, OptionalLong.of(0));
}
