package io.tidebank.brand;

import io.tidebank.lake.CostTable;
import io.tidebank.lake.SnapshotInfo;
import io.tidebank.lake.TouchFile;
import io.tidebank.lake.TouchTable;
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

    /** Older states go, but for the latest few: until then they can be read. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int LEAST_KEPT = 3;

    /** A file that no state names may still be on its way into one; after a day it is not. */
    private static final Duration ON_ITS_WAY = Duration.ofDays(1);

    private static final String IMPORT_ID = "tidebank.import-id";

    private final TouchTable table;
    private final CostTable costs;
    private final String brand;
    private final Clock clock;

    LakeKeeper(TouchTable table, CostTable costs, String brand, Clock clock) {
        this.table = table;
        this.costs = costs;
        this.brand = brand;
        this.clock = clock;
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
                    snapshot.summary().get(IMPORT_ID),
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
    Answer clear(long filesBefore) {
        Instant now = clock.instant();
        int before = table.snapshots().size();
        table.expire(now.minus(KEPT), LEAST_KEPT);
        costs.expire(now.minus(KEPT), LEAST_KEPT);
        int orphans = table.removeOrphans(now.minus(ON_ITS_WAY)) + costs.removeOrphans(now.minus(ON_ITS_WAY));
        List<List<@Nullable Object>> rows = List.of(
                Arrays.asList("files merged away", filesBefore - files()),
                Arrays.asList(
                        "snapshots expired", (long) before - table.snapshots().size()),
                Arrays.asList("orphaned files deleted", (long) orphans));
        return new Answer(brand, "", List.of("what", "count"), rows);
    }

    long files() {
        return table.files(table.snapshot()).size();
    }
}
