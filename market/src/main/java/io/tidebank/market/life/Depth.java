package io.tidebank.market.life;

/**
 * How deep a session goes.
 *
 * @see Browsing
 */
enum Depth {
    /** Curious: looks at an item or two, if at all. */
    GLANCE(0.55, 0.04, 0.004, 0.006, 0.008),
    /** The day on which interest wakes: looks for the brand. */
    SEARCHING(2.2, 0.75, 0.10, 0.10, 0.10),
    /** Weighs up: comes back, keeps, puts into the cart. */
    COMPARING(2.0, 0.35, 0.05, 0.07, 0.04),
    /** Knows the brand. */
    RETURNING(1.6, 0.4, 0.03, 0.05, 0.05),
    /** On the way to an order. */
    DECIDED(2.4, 0.4, 0.05, 1.0, 0.10);

    /** Mean number of items looked at. */
    final double views;
    /** Share of searches that name the brand. */
    final double brandSearch;
    /** Chance of a favourite per view. */
    final double favourite;
    /** Chance of the cart per view; the decided put in what they buy. */
    final double cart;
    /** Chance of each of the other deeds of the interested. */
    final double deed;

    Depth(double views, double brandSearch, double favourite, double cart, double deed) {
        this.views = views;
        this.brandSearch = brandSearch;
        this.favourite = favourite;
        this.cart = cart;
        this.deed = deed;
    }
}
