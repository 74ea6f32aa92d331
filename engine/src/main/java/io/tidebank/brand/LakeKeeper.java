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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Looks after a brand's part of the lake: what states there were, and what can be merged or thrown away. */
public final class LakeKeeper {

    /** However old the latest few states are, they stay. */
    private static final int LEAST_KEPT = 3;

    /** A file that no state names may still be on its way into one; after a day it is not. */
    private static final Duration ON_ITS_WAY = Duration.ofDays(1);

    /** States that are so young stay all. */
    private static final Duration UNTHINNED = Duration.ofHours(1);

    /** The same while refreshes take long or fail. After that they read everything anew. */
    private static final Duration UNTHINNED_BEHIND = Duration.ofHours(6);

    private static final Duration APART = Duration.ofMinutes(15);

    private final TouchTable table;
    private final CostTable costs;
    private final String brand;
    private final TimelineUpkeep timeline;
    private final LongSupplier refreshed;
    private final Retention retention;
    private final Clock clock;

    /** @param refreshed the snapshot that was refreshed last; 0 for none */
    LakeKeeper(BrandParts parts, LongSupplier refreshed, Retention retention, Clock clock) {
        this.table = parts.table();
        this.costs = parts.costs();
        this.brand = parts.settings().name();
        this.timeline = new TimelineUpkeep(parts.timeline(), parts.engine());
        this.refreshed = refreshed;
        this.retention = retention;
        this.clock = clock;
    }

    /** Copies closed days to the timeline if enough of them are missing there; how many touches were copied. */
    synchronized long keepTimeline(Progress progress) {
        return timeline.run(clock.instant(), progress);
    }

    /** Throws away states that are too old, and copies closed days to the timeline; nothing waits for it. */
    public void keep(Progress progress) {
        expire();
        keepTimeline(progress);
    }

    /**
     * Merges the small files that many commits leave, where enough of like size are there; false if not. Nothing waits for it,
     * but a refresh has to follow: what is derived is of the state before.
     */
    public boolean merge(Progress progress) {
        return table.compact(progress, CompactionPolicy.DEFAULTS);
    }

    /**
     * Thins out the states that live commits and merges leave: of older ones one stays for each quarter of an hour. Those
     * since the one that was refreshed last stay all, for that is where the next refresh reads on from; unless it lies so
     * far back that there would be thousands.
     */
    public void thin() {
        long last = refreshed.getAsLong();
        Instant now = clock.instant();
        Instant behind = now.minus(UNTHINNED_BEHIND);
        Instant since = table.snapshots().stream()
                .filter(snapshot -> snapshot.id() == last)
                .map(SnapshotInfo::at)
                .filter(behind::isBefore)
                .findAny()
                .orElse(behind);
        Instant young = now.minus(UNTHINNED);
        table.thin(since.isBefore(young) ? since : young, APART);
    }

    private void expire() {
        Instant kept = clock.instant().minus(retention.snapshots());
        table.expire(kept, LEAST_KEPT);
        costs.expire(kept, LEAST_KEPT);
    }

    /** Every state that can still be read, oldest first: {@code snapshot, at, operation, import_id, touches, files}. */
    public Answer snapshots() {
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
