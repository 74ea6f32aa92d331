package io.tidebank.market.plan;

/**
 * Where people's need stands at the start, as shares, and how it moves on, as chances per month of 30 days before
 * channels and calendar.
 * Loyalty is earned by a second order; {@code reorder} is the mean of a person's own orders per month.
 */
public record StageRates(
        double awareAtStart,
        double interestedAtStart,
        double buyerAtStart,
        double unawareToAware,
        double awareToInterested,
        double interestedToBuyer,
        double reorder,
        double reorderSpread,
        double awareToLost,
        double interestedToLost,
        double buyerToLost,
        double loyalToLost,
        double lostToAware) {

    /** The rates of the demo market. */
    public static StageRates demo() {
        return new StageRates(0.17, 0.05, 0.022, 0.066, 0.11, 0.10, 0.050, 0.9, 0.09, 0.09, 0.05, 0.02, 0.02);
    }

    /** The chance on one day that makes up this chance in a month. */
    public static double perDay(double month) {
        return 1 - StrictMath.pow(1 - month, 1 / 30.0);
    }
}
