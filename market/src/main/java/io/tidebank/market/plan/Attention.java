package io.tidebank.market.plan;

/**
 * How much a person of average activity sees and does on an average day, by stage of need.
 *
 * @param awareAds chance of seeing ads on a day
 * @param awareSessions chance of a session on a day
 * @param messagesPerWeek messages to somebody who may be written to
 * @param opens share of messages opened
 */
public record Attention(
        double awareAds,
        double interestedAds,
        double buyerAds,
        double lostAds,
        double awareSessions,
        double interestedSessions,
        double buyerSessions,
        double messagesPerWeek,
        double opens) {

    /** The attention that the demo market gets. */
    public static Attention demo() {
        return new Attention(0.057, 0.10, 0.07, 0.004, 0.015, 0.095, 0.06, 0.6, 0.16);
    }
}
