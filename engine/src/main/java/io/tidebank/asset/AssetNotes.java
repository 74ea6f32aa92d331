package io.tidebank.asset;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before trusting an asset value. */
final class AssetNotes {

    /** Holds of every estimate; what it does to one, the monthly tables cannot tell. */
    static final String SPENT_BY_STAGE_AT_END =
            "Money of a month counts for the stage on which its spender stood at the month's end, so a first order counts for"
                    + " the stage that it led to. Where many of a month's buyers are new, the value of that stage is too high."
                    + " The interval shows how far months differ, and not this (docs/methods/asset.md)";

    private AssetNotes() {}

    static List<String> on(
            LocalDate asOf, List<AssetMonth> months, boolean hasInterval, AssetRates rates, long[] heads) {
        List<String> notes = new ArrayList<>();
        if (months.size() < AssetHistory.WINDOW) {
            notes.add("Learnt from %d full months (%s to %s) instead of %d"
                    .formatted(
                            months.size(),
                            months.getFirst().month(),
                            months.getLast().month(),
                            AssetHistory.WINDOW));
        }
        YearMonth latest = YearMonth.from(asOf.plusDays(1)).minusMonths(1);
        if (months.getLast().month().isBefore(latest)) {
            notes.add("The last full month with touches is %s, although %s has ended"
                    .formatted(months.getLast().month(), latest));
        }
        if (months.size() == 1) {
            notes.add("No interval: one month cannot say how much months differ");
        }
        if (months.size() > 1 && !hasInterval) {
            notes.add("No interval: with a month left out, some stage is never left and spending has no end");
        }
        List<String> stages = rates.transitions().stages();
        for (int s = 0; s < heads.length; s++) {
            if (heads[s] > 0 && rates.transitions().unseen().contains(stages.get(s))) {
                notes.add("The %d consumers on stage '%s' count 0: nobody stood there at an earlier month end"
                        .formatted(heads[s], stages.get(s)));
            }
        }
        return notes;
    }
}
