package io.tidebank.market.plan;

import java.util.List;

/**
 * When people are about: factors on visits with mean 1.
 *
 * @param weekdays Monday first
 * @param months January first
 * @param hours shares of the day's online sessions that begin in each hour, local time
 * @param storeHours the same for shops with a door
 */
public record Rhythm(List<Double> weekdays, List<Double> months, List<Double> hours, List<Double> storeHours) {

    public Rhythm {
        weekdays = List.copyOf(weekdays);
        months = List.copyOf(months);
        hours = List.copyOf(hours);
        storeHours = List.copyOf(storeHours);
    }

    /** Skin care in China: weekends, lunch breaks and late evenings; a dry winter and a slow summer. */
    public static Rhythm demo() {
        return new Rhythm(
                List.of(0.94, 0.92, 0.93, 0.96, 1.02, 1.13, 1.10),
                List.of(1.02, 0.92, 1.05, 0.98, 1.00, 0.97, 0.92, 0.94, 1.00, 1.03, 1.10, 1.07),
                List.of(
                        0.022, 0.011, 0.006, 0.004, 0.004, 0.006, 0.012, 0.022, 0.034, 0.045, 0.052, 0.050, 0.058,
                        0.055, 0.046, 0.044, 0.043, 0.042, 0.045, 0.058, 0.082, 0.098, 0.095, 0.066),
                List.of(
                        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.05, 0.07, 0.09, 0.09, 0.10, 0.10, 0.10,
                        0.09, 0.10, 0.11, 0.08, 0.02, 0.0, 0.0));
    }
}
