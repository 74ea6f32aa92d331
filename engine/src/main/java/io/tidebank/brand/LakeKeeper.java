package io.tidebank.brand;

import io.tidebank.brand.home.Retention;
import io.tidebank.lake.CompactionPolicy;
import io.tidebank.lake.CostTable;
import io.tidebank.lake.SnapshotInfo;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
import io.tidebank.lake.timeline.TimelineUpkeep;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks after a brand's part of the lake: what states there were, and what can be merged or thrown away. */
final class LakeKeeper {

    /** However old the latest few states are, they stay. */
    private static final int LEAST_KEPT = 3;

    /** A file that no state names may still be on its way into one; after a day it is not. */
    private static final Duration ON_ITS_WAY = Duration.ofDays(1);

    private final TouchTable table;
    private final CostTable costs;
    private final String brand;
    private final TimelineUpkeep timeline;
    private final Retention retention;
    private final Clock clock;

    LakeKeeper(BrandParts parts, Retention retention, Clock clock) {
        this.table = parts.table();
        this.costs = parts.costs();
        this.brand = parts.settings().name();
        this.timeline = new TimelineUpkeep(parts.timeline(), parts.engine());
        this.retention = retention;
        this.clock = clock;
    }

    /** Copies closed days to the timeline if enough of them are missing there; how many touches were copied. */
    synchronized long keepTimeline(Progress progress) {
        return timeline.run(clock.instant(), progress);
    }

    /**
     * Throws away states that are too old, and copies closed days to the timeline.
     *
     * @param merging whether small files are merged where enough of them are there
     */
    void keep(boolean merging, Progress progress) {
        if (merging && CompactionPolicy.DEFAULTS.isDue(table.files(table.snapshot()))) {
            table.compact(progress, CompactionPolicy.DEFAULTS);
        }
        expire();
        keepTimeline(progress);
    }

    private void expire() {
        Instant kept = clock.instant().minus(retention.snapshots());
        table.expire(kept, LEAST_KEPT);
        costs.expire(kept, LEAST_KEPT);
    }

    /** Every state that can still be read, oldest first: {@code snapshot, at, operation, import_id, touches, files}. */
    Answer snapshots() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (SnapshotInfo snapshot : table.snapshots()) {
            List<TouchFile> files = table.files(snapshot.id());
            rows.add(Arrays.asList(
                    Long.toString(snapshot.id()),
                    snapshot.at().toString(),
                    snapshot.operation(),
                    snapshot.summary().get(SnapshotInfo.IMPORT_ID),
                    files.stream().mapToLong(TouchFile::rows).sum(),
                    (long) files.size()));
        }
        return new Answer(brand, "", List.of("snapshot", "at", "operation", "import_id", "touches", "files"), rows);
    }

    /** Merges small files of a day into one, and those of costs. */
    void compact(Progress progress) {
        table.compact(progress);
        costs.compact();
    }

    /** Throws away states that are too old and files that belong to none; says how many. */
    Answer clear(long filesBefore, long copied) {
        Instant now = clock.instant();
        int before = table.snapshots().size();
        expire();
        int orphans = table.removeOrphans(now.minus(ON_ITS_WAY)) + costs.removeOrphans(now.minus(ON_ITS_WAY));
        List<List<@Nullable Object>> rows = List.of(
                Arrays.asList("files merged away", filesBefore - files()),
                Arrays.asList(
                        "snapshots expired", (long) before - table.snapshots().size()),
                Arrays.asList("orphaned files deleted", (long) orphans),
                Arrays.asList("touches copied to the timeline", copied));
        return new Answer(brand, "", List.of("what", "count"), rows);
    }

    long files() {
        return table.files(table.snapshot()).size();
    }
}
