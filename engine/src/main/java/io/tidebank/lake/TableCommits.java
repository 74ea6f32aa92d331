package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.events.CreateSnapshotEvent;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;

/** The one committer of a table in this process; other processes are met by Iceberg's retries. */
final class TableCommits {

    private final Table table;
    private final ReentrantLock lock = new ReentrantLock();

    TableCommits(Table table) {
        this.table = table;
    }

    /** Runs work while no one else in this process commits to the table. */
    <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            table.refresh();
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Commits an update and returns the id of the snapshot that it made. */
    long commit(SnapshotUpdate<?> update, Map<String, String> summary) {
        summary.forEach(update::set);
        translated(update::commit);
        return update.updateEvent() instanceof CreateSnapshotEvent made
                ? made.snapshotId()
                : new SnapshotLog(table).current();
    }

    /** Runs a change of the table, with Iceberg's refusals in Tidebank's words. */
    void translated(Runnable change) {
        try {
            change.run();
        } catch (CommitStateUnknownException e) {
            throw new TidebankException(
                    LakeError.LAKE_COMMIT_UNKNOWN,
                    "No answer to a commit to %s. Look at its snapshots before trying again".formatted(table.name()),
                    e);
        } catch (CommitFailedException | ValidationException e) {
            throw new TidebankException(
                    LakeError.LAKE_CHANGED_MEANWHILE,
                    "Another engine changed %s meanwhile: %s".formatted(table.name(), e.getMessage()),
                    e);
        }
    }
}
