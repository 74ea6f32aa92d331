package io.tidebank.lake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Forgets old snapshots and deletes what only they needed.
 *
 * <p>Left to choose the snapshots by age, Iceberg keeps files that a living snapshot replaced until that snapshot is
 * forgotten too. Told which ones, it compares all that was and is reachable: then what was erased is gone at once.
 */
final class Expiry {

    private final TableCommits commits;

    Expiry(TableCommits commits) {
        this.commits = commits;
    }

    void run(Instant olderThan, int keepLast) {
        expire(table -> old(table, olderThan.toEpochMilli(), keepLast));
    }

    /** Forgets snapshots of live commits and merges before a moment, but for the last of each stretch of time. */
    void thin(Instant olderThan, Duration apart) {
        expire(table -> dense(table, olderThan.toEpochMilli(), apart.toMillis()));
    }

    private void expire(Function<Table, List<Long>> choice) {
        commits.alone(table -> {
            if (new SnapshotLog(table).hidesJournalPosition()) {
                commits.commit(table.newAppend(), Map.of());
            }
            List<Long> old = choice.apply(table);
            if (!old.isEmpty()) {
                ExpireSnapshots expire = table.expireSnapshots().expireOlderThan(0);
                old.forEach(expire::expireSnapshotId);
                commits.translated(expire::commit);
            }
            return old.size();
        });
    }

    private static List<Long> dense(Table table, long olderThan, long apart) {
        Map<Long, Long> last = new HashMap<>();
        List<Snapshot> passing = new ArrayList<>();
        for (Snapshot snapshot : table.snapshots()) {
            if (snapshot.timestampMillis() < olderThan && isPassing(snapshot)) {
                passing.add(snapshot);
                last.put(snapshot.timestampMillis() / apart, snapshot.snapshotId());
            }
        }
        Set<Long> kept = new HashSet<>(last.values());
        table.refs().values().stream().map(SnapshotRef::snapshotId).forEach(kept::add);
        return passing.stream()
                .map(Snapshot::snapshotId)
                .filter(id -> !kept.contains(id))
                .toList();
    }

    private static boolean isPassing(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return DataOperations.REPLACE.equals(snapshot.operation())
                || (summary != null
                        && summary.getOrDefault(SnapshotInfo.IMPORT_ID, "").startsWith(JournalPosition.BATCH));
    }

    private static List<Long> old(Table table, long olderThan, int keepLast) {
        Set<Long> kept = new HashSet<>();
        table.refs().values().stream().map(SnapshotRef::snapshotId).forEach(kept::add);
        SnapshotUtil.currentAncestorIds(table).stream().limit(keepLast).forEach(kept::add);
        List<Long> old = new ArrayList<>();
        for (Snapshot snapshot : table.snapshots()) {
            if (snapshot.timestampMillis() < olderThan && !kept.contains(snapshot.snapshotId())) {
                old.add(snapshot.snapshotId());
            }
        }
        return old;
    }
}
