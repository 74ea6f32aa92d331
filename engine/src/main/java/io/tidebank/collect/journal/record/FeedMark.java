package io.tidebank.collect.journal.record;

/**
 * How far a feed has been read. It is written with the very touches that were read up to there, so that after a crash the
 * feed goes on exactly behind them.
 *
 * @param feed the feed's name
 * @param position what the feed calls the place where it stands
 */
public record FeedMark(String feed, String position) {

    private static final int LONGEST = 100_000;

    public FeedMark {
        if (feed.isEmpty() || position.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A feed has a name, and says where it stands in at most %,d characters".formatted(LONGEST));
        }
    }
}
