package io.tidebank.market.plan;

/**
 * Shares that a market is planted with, all between 0 and 1.
 *
 * @param guest of orders by people who are no members, those made without any identifier
 * @param late of touches (an order and its payment together), those that arrive one to seven days later
 * @param duplicate of touches, those sent a second time
 * @param refund of orders, those given back in whole or in part
 * @param fullRefund of refunded orders, those given back whole
 * @param cancel of orders, those cancelled before they are sent, with all money given back
 * @param review of delivered orders, those reviewed
 * @param positive of reviews
 * @param negative of reviews
 * @param share of delivered orders, those shared with friends
 * @param dirt extra rows per touch that an import has to refuse
 */
public record Shares(
        double guest,
        double late,
        double duplicate,
        double refund,
        double fullRefund,
        double cancel,
        double review,
        double positive,
        double negative,
        double share,
        double dirt) {

    /** The shares of the demo market. */
    public static Shares demo() {
        return new Shares(0.08, 0.012, 0.004, 0.06, 0.65, 0.015, 0.14, 0.86, 0.05, 0.015, 0.0001);
    }

    /** Nothing late, twice or dirty: for benchmarks. */
    public static Shares clean() {
        return new Shares(0, 0, 0, 0.04, 0.5, 0, 0.1, 0.86, 0.05, 0, 0);
    }
}
