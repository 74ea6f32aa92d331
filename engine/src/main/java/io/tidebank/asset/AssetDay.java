package io.tidebank.asset;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The asset at the end of one day of a trend. */
public record AssetDay(LocalDate day, long consumers, BigDecimal value) {

    /** Values each day's people at the rates known then; days before there are any are left out. */
    static List<AssetDay> each(
            AssetHistory history,
            List<String> stages,
            AssetSettings settings,
            Currency currency,
            SortedMap<LocalDate, Map<String, Long>> people) {
        Map<YearMonth, double[]> known = new HashMap<>();
        List<AssetDay> days = new ArrayList<>();
        people.forEach((day, heads) -> {
            if (history.reaches(day)) {
                double[] perHead = known.computeIfAbsent(
                        YearMonth.from(day.plusDays(1)), month -> perHead(history.window(day), stages, settings));
                days.add(on(day, AssetEstimate.heads(stages, heads), perHead, currency));
            }
        });
        return days;
    }

    private static double[] perHead(List<AssetMonth> window, List<String> stages, AssetSettings settings) {
        return StageValue.perHead(AssetRates.pooled(stages, window), settings.horizon(), settings.discount());
    }

    private static AssetDay on(LocalDate day, long[] heads, double[] perHead, Currency currency) {
        BigDecimal[] values = AssetEstimate.values(heads, perHead, currency);
        BigDecimal value = Arrays.stream(values).reduce(BigDecimal::add).orElse(BigDecimal.ZERO);
        return new AssetDay(day, Arrays.stream(heads).sum(), value);
    }
}
