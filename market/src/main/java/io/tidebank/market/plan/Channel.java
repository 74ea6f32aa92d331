package io.tidebank.market.plan;

import java.util.List;

/**
 * A way to reach people, with what it is planted to do.
 *
 * @param touchpoint where
 * @param reach its weight among advertising impressions; 0 if it shows no ads
 * @param clickRate clicks per impression
 * @param visits its weight among the ways into a session
 * @param effect factor on the day's chance of moving from aware to interested and from interested to buyer, for a
 *     person who was touched through it that day; 1 does nothing
 */
public record Channel(Touchpoint touchpoint, double reach, double clickRate, double visits, double effect) {

    /** The channels of the demo market. */
    public static List<Channel> demo() {
        return List.of(
                new Channel(Touchpoint.SEARCH_AD_BRANDWORD, 4, 0.12, 3, 3.0),
                new Channel(Touchpoint.SEARCH_AD_KEYWORD, 14, 0.05, 8, 2.2),
                new Channel(Touchpoint.FEED_AD_MOMENTS, 16, 0.012, 3, 1.3),
                new Channel(Touchpoint.FEED_AD_VIDEO, 24, 0.015, 6, 1.6),
                new Channel(Touchpoint.FEED_AD_MARKETPLACE, 18, 0.03, 8, 1.8),
                new Channel(Touchpoint.DISPLAY_OPEN_SCREEN, 12, 0.008, 1, 1.1),
                new Channel(Touchpoint.DISPLAY_BANNER, 8, 0.01, 2, 1.2),
                new Channel(Touchpoint.AFFILIATE_CREATOR, 3, 0.06, 5, 2.4),
                new Channel(Touchpoint.AFFILIATE_CASHBACK, 1, 0.08, 2, 1.5),
                new Channel(Touchpoint.ORGANIC_MARKETPLACE, 0, 0, 20, 2.0),
                new Channel(Touchpoint.ORGANIC_WEB, 0, 0, 4, 1.6),
                new Channel(Touchpoint.CONTENT_NOTE, 0, 0, 9, 2.6),
                new Channel(Touchpoint.CONTENT_ARTICLE, 0, 0, 4, 1.5),
                new Channel(Touchpoint.SHORT_VIDEO_BRAND, 0, 0, 4, 1.7),
                new Channel(Touchpoint.SHORT_VIDEO_CREATOR, 0, 0, 6, 2.1),
                new Channel(Touchpoint.LIVE_STORE, 0, 0, 7, 2.5),
                new Channel(Touchpoint.LIVE_HOST, 0, 0, 4, 3.2),
                new Channel(Touchpoint.STORE_HOME, 0, 0, 9, 1.8),
                new Channel(Touchpoint.SUBSCRIPTION, 0, 0, 3, 1.4));
    }
}
