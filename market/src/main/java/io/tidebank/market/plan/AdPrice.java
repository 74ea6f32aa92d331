package io.tidebank.market.plan;

import java.util.List;

/**
 * What ads cost at a touchpoint on an ordinary day, in the market's currency. On sales days everybody bids, and they are
 * dearer.
 *
 * @param touchpoint where
 * @param perMille for a thousand impressions
 * @param perClick for a click
 */
public record AdPrice(Touchpoint touchpoint, double perMille, double perClick) {

    /** The prices of the demo market, in yuan; creators and cash-back sites live on commission, told as clicks. */
    public static List<AdPrice> demo() {
        return List.of(
                new AdPrice(Touchpoint.SEARCH_AD_BRANDWORD, 0, 0.9),
                new AdPrice(Touchpoint.SEARCH_AD_KEYWORD, 0, 1.6),
                new AdPrice(Touchpoint.FEED_AD_MOMENTS, 55, 0),
                new AdPrice(Touchpoint.FEED_AD_VIDEO, 38, 0),
                new AdPrice(Touchpoint.FEED_AD_MARKETPLACE, 0, 1.1),
                new AdPrice(Touchpoint.DISPLAY_OPEN_SCREEN, 42, 0),
                new AdPrice(Touchpoint.DISPLAY_BANNER, 26, 0),
                new AdPrice(Touchpoint.AFFILIATE_CREATOR, 0, 2.4),
                new AdPrice(Touchpoint.AFFILIATE_CASHBACK, 0, 0.7));
    }
}
