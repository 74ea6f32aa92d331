package io.tidebank.lake;

import io.tidebank.lake.iceberg.FileMetrics;
import java.time.LocalDate;

/**
 * One Parquet file of touches, all of one UTC day, sorted by time.
 *
 * @param path absolute path on this machine
 * @param day the UTC day that all its touches occurred on
 * @param rows number of touches
 * @param bytes size of the file
 * @param firstMicros when its first touch occurred, microseconds since 1970
 * @param lastMicros when its last touch occurred
 * @param metrics what a commit tells other engines about it; empty for files listed from a snapshot
 */
public record TouchFile(
        String path, LocalDate day, long rows, long bytes, long firstMicros, long lastMicros, FileMetrics metrics) {}
