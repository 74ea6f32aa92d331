package io.tidebank.market.plan;

/**
 * Something to sell.
 *
 * @param priceCents list price in cents of the currency
 * @param launchDay day number from which it is sold; 0 or less if it is older than the market
 * @param weight how much people want it, against the other items
 */
public record Item(
        String code,
        String zh,
        String en,
        String category,
        String categoryZh,
        String line,
        String lineZh,
        long priceCents,
        int launchDay,
        double weight) {}
