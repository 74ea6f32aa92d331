package io.tidebank.market.plan;

/**
 * How people move between the stages of their need, as chances per month of 30 days, before channels and calendar.
 * Loyalty is earned by a second order; {@code reorder} is the mean of a person's own orders per month.
 */
public record StageRates(
        double awareAtStart,
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
        return new StageRates(0.16, 0.065, 0.085, 0.16, 0.075, 0.9, 0.10, 0.12, 0.05, 0.02, 0.02);
    }

    /** The chance on one day that makes up this chance in a month. */
    public static double perDay(double month) {
        return 1 - StrictMath.pow(1 - month, 1 / 30.0);
    }
}
