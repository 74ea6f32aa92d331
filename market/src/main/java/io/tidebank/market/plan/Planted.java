package io.tidebank.market.plan;

import java.util.List;

/**
 * Everything that is true about a market before anybody lives in it; written out as it is in truth.json.
 *
 * @param stages chances per month to move on
 * @param activitySpread sigma of the long tail of how active people are
 * @param basketLines mean lines of an order
 * @param spendSpread sigma of the long tail of what people are ready to pay
 * @param prices what ads cost
 */
public record Planted(
        StageRates stages,
        Attention attention,
        List<Channel> channels,
        Rhythm rhythm,
        List<SalesSeason> seasons,
        Shares shares,
        double activitySpread,
        double basketLines,
        double spendSpread,
        List<AdPrice> prices) {

    public Planted {
        channels = List.copyOf(channels);
        seasons = List.copyOf(seasons);
        prices = List.copyOf(prices);
    }

    /** The truth of the demo market. */
    public static Planted demo() {
        return new Planted(
                StageRates.demo(),
                Attention.demo(),
                Channel.demo(),
                Rhythm.demo(),
                SalesSeason.demo(),
                Shares.demo(),
                0.9,
                1.7,
                0.5,
                AdPrice.demo());
    }

    /** The same market with other shares. */
    public Planted with(Shares others) {
        return new Planted(
                stages, attention, channels, rhythm, seasons, others, activitySpread, basketLines, spendSpread, prices);
    }
}
