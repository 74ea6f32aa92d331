package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.ClockSetBack;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.events.CreateSnapshotEvent;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * The one committer of a table in this process, and views of the table for everyone else. Other processes are met by
 * Iceberg's retries. Committing and viewing use handles of their own, so that a reader never waits for a commit.
 */
final class TableCommits {

    private static final int PLANS = 5;

    private final BaseTable committed;
    private final BaseTable viewed;
    private final ClockSetBack clockSetBack = new ClockSetBack(Clock.systemUTC());
    private final ReentrantLock committing = new ReentrantLock();
    private final ReentrantLock rewriting = new ReentrantLock();
    private final ReentrantLock viewing = new ReentrantLock();

    /** Two handles of the same table. */
    TableCommits(Table committed, Table viewed) {
        this.committed = (BaseTable) committed;
        this.viewed = (BaseTable) viewed;
    }

    /** The table as it is now; later commits do not change the view. */
    Table view() {
        viewing.lock();
        try {
            TableOperations operations = viewed.operations();
            return new BaseTable(new StaticTableOperations(operations.refresh(), operations.io()), viewed.name());
        } finally {
            viewing.unlock();
        }
    }

    /** Runs work on the refreshed table while no one else in this process commits to it. */
    <T> T alone(Function<Table, T> work) {
        committing.lock();
        try {
            committed.refresh();
            translated(() -> clockSetBack.heal(committed.operations()));
            return work.apply(committed);
        } finally {
            committing.unlock();
        }
    }

    /**
     * Plans work that writes anew what the table has, and commits it. Others of this process that do the like wait: each
     * would spoil the other's plan. If another process has changed meanwhile what was planned, it is done again; at last with
     * all commits of this process waiting.
     */
    <T> T replanned(Supplier<T> work) {
        rewriting.lock();
        try {
            return attempted(work);
        } finally {
            rewriting.unlock();
        }
    }

    /** Whether such work is going on, so that more of it would have to wait. */
    boolean isRewriting() {
        return rewriting.isLocked();
    }

    private <T> T attempted(Supplier<T> work) {
        for (int attempt = 1; attempt < PLANS; attempt++) {
            try {
                return work.get();
            } catch (TidebankException e) {
                if (e.code() != LakeError.LAKE_CHANGED_MEANWHILE) {
                    throw e;
                }
            }
        }
        return alone(table -> work.get());
    }

    /**
     * Commits an update and returns the id of the snapshot that it made. Iceberg does not repeat a snapshot's properties in
     * the next one: here, and nowhere else, the position of the journal and of its feeds is carried on.
     */
    long commit(SnapshotUpdate<?> update, Map<String, String> summary) {
        new SnapshotLog(committed)
                .journalPosition()
                .ifPresent(position -> position.summary().forEach(update::set));
        summary.forEach(update::set);
        translated(update::commit);
        return update.updateEvent() instanceof CreateSnapshotEvent made
                ? made.snapshotId()
                : new SnapshotLog(view()).current();
    }

    /** Runs a change of the table, with Iceberg's refusals in Tidebank's words. */
    void translated(Runnable change) {
        try {
            change.run();
        } catch (CommitStateUnknownException e) {
            throw new TidebankException(
                    LakeError.LAKE_COMMIT_UNKNOWN,
                    "No answer to a commit to %s. Look at its snapshots before trying again".formatted(viewed.name()),
                    e);
        } catch (CommitFailedException | ValidationException e) {
            throw new TidebankException(
                    LakeError.LAKE_CHANGED_MEANWHILE,
                    "Another engine changed %s meanwhile: %s".formatted(viewed.name(), e.getMessage()),
                    e);
        } catch (UncheckedIOException | UncheckedSQLException e) {
            throw new TidebankException(
                    LakeError.LAKE_FAILED,
                    "A commit to %s cannot be written: %s".formatted(viewed.name(), e.getMessage()),
                    e);
        }
    }
}
