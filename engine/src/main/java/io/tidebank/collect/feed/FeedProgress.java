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
 * @param without of what was read, documents that the feed's shape makes nothing of
 */
public record FeedProgress(
        long read,
        boolean more,
        OptionalLong waiting,
        @Nullable String hint,
        long without) {

    /** With something made of all that was read. */
    public FeedProgress(long read, boolean more, OptionalLong waiting, @Nullable String hint) {
        this(read, more, waiting, hint, 0);
    }

    /** With no hint either. */
    public FeedProgress(long read, boolean more, OptionalLong waiting) {
        this(read, more, waiting, null);
    }

    /** Nothing was there. */
    public static final FeedProgress NOTHING = new FeedProgress(0, false, OptionalLong.of(0));
}
