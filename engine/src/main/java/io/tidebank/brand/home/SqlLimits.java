package io.tidebank.brand.home;

import java.time.Duration;

/**
 * What one question in SQL may take.
 *
 * @param time until it is stopped
 * @param rows of its answer
 */
public record SqlLimits(Duration time, int rows) {

    public static final SqlLimits USUAL = new SqlLimits(Duration.ofSeconds(60), 100_000);
}
