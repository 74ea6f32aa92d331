package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_HISTORY_MISSING;

import io.tidebank.error.TidebankException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a ladder month by month.
 *
 * @param ladder whose stages
 * @param firstDay when the first consumer stepped on a stage; null if nobody ever did
 * @param months in order of time
 */
record AssetHistory(String ladder, @Nullable LocalDate firstDay, List<AssetMonth> months) {

    /** How many months rates are pooled over: one of each season. */
    static final int WINDOW = 12;

    AssetHistory {
        months = months.stream().sorted(Comparator.comparing(AssetMonth::month)).toList();
    }

    /** The last twelve full months that end no later than the day; fewer if there are not so many. */
    List<AssetMonth> window(LocalDate asOf) {
        requireReach(asOf);
        List<AssetMonth> full = full(asOf).toList();
        return full.subList(Math.max(0, full.size() - WINDOW), full.size());
    }

    /** Throws ASSET_HISTORY_MISSING if there is nothing to learn from. */
    void requireReach(LocalDate asOf) {
        if (!reaches(asOf)) {
            throw new TidebankException(ASSET_HISTORY_MISSING, missing(asOf));
        }
    }

    /** True if there is something to learn from at the end of the day. */
    boolean reaches(LocalDate asOf) {
        return full(asOf).anyMatch(month -> !month.moves().isEmpty());
    }

    private Stream<AssetMonth> full(LocalDate asOf) {
        LocalDate first = firstDay;
        return first == null
                ? Stream.empty()
                : months.stream()
                        .filter(month -> !month.month().atEndOfMonth().isAfter(asOf))
                        .filter(month -> !month.month().atDay(1).isBefore(first));
    }

    private String missing(LocalDate asOf) {
        if (firstDay == null) {
            return "Nobody has stood on ladder '%s' yet; import touches and refresh".formatted(ladder);
        }
        String when = full(LocalDate.MAX)
                .filter(month -> !month.moves().isEmpty())
                .findFirst()
                .map(month -> "ask for %s or later".formatted(month.month().atEndOfMonth()))
                .orElse("there is no such month yet");
        return "Asset at %s on ladder '%s' needs the stages at two month ends and a full month between; the first consumer came on %s, so %s"
                .formatted(asOf, ladder, firstDay, when);
    }
}
