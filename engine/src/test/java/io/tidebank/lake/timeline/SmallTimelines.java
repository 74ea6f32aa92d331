package io.tidebank.lake.timeline;

import io.tidebank.lake.TouchTable;
import io.tidebank.lake.timeline.TimelineUpkeep.Limits;
import io.tidebank.sql.EngineSettings;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Timelines of lakes that are too small to have one. */
public final class SmallTimelines {

    static final Limits LIMITS = new Limits(1, 150, 1000, 3, Duration.ofHours(6), 0);

    private SmallTimelines() {}

    /** Copies whatever is missing, and returns how many touches that were. */
    public static long keep(Path folder, TouchTable table, EngineSettings settings) {
        return upkeep(Timeline.open(folder, table), settings).run(Instant.now(), Progress.NONE);
    }

    static TimelineUpkeep upkeep(Timeline timeline, EngineSettings settings) {
        return new TimelineUpkeep(timeline, settings, LIMITS);
    }
}
