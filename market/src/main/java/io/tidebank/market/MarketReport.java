package io.tidebank.market;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What was made.
 *
 * @param touchFiles Parquet files with the columns of the touch table, in order of arrival; import these
 * @param adSpend what ads cost, as the preset {@code ad-spend} reads it
 * @param truth the planted and the realised truth, JSON
 * @param people how many people were touched at all
 * @param rows rows in the files: touches, repetitions and dirt
 * @param touches different, clean touches
 * @param orders paid orders
 * @param bytes size of the touch files
 * @param took wall time
 */
public record MarketReport(
        List<Path> touchFiles,
        Path adSpend,
        Path truth,
        long people,
        long rows,
        long touches,
        long orders,
        long bytes,
        Duration took) {

    public MarketReport {
        touchFiles = List.copyOf(touchFiles);
    }

    public double rowsPerSecond() {
        return rows / Math.max(0.001, took.toMillis() / 1000.0);
    }
}
