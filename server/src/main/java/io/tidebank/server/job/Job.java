package io.tidebank.server.job;

import io.tidebank.access.ChangeLog;
import io.tidebank.error.ErrorCode;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One long piece of work: runs once, is watched by any number of callers. */
final class Job implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final Function<Progress, Answer> task;
    private final ChangeLog.Deed deed;
    private JobView view;
    private long version;
    private volatile boolean cancelled;

    /** @param deed is told how it ends */
    Job(JobView view, Function<Progress, Answer> task, ChangeLog.Deed deed) {
        this.task = task;
        this.view = view;
        this.deed = deed;
    }

    synchronized JobView view() {
        return view;
    }

    void cancel() {
        cancelled = true;
    }

    void run() {
        if (cancelled) {
            end(JobState.CANCELLED, null, null, "Cancelled before it began");
            return;
        }
        change(JobState.RUNNING, "", 0, 0);
        try {
            end(JobState.DONE, task.apply(this), null, null);
        } catch (TidebankException e) {
            end(stateAfter(e), null, e.code().name(), e.getMessage());
        } catch (Throwable e) {
            // Also what is no RuntimeException: whoever watches would wait for ever.
            LOG.error("Job {}", view().id(), e);
            end(JobState.FAILED, null, ServerError.INTERNAL.name(), "A fault of Tidebank; the server's log says more");
        }
    }

    /** Work that was to stop may fail all the same, or leave open how it ended. */
    private static JobState stateAfter(TidebankException failure) {
        return failure.code().kind() == ErrorCode.Kind.CANCELLED ? JobState.CANCELLED : JobState.FAILED;
    }

    @Override
    public void at(String step, long done, long total) {
        change(JobState.RUNNING, step, done, total);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** Waits until the job is at a later version than the one seen, or patience ends; returns the version then. */
    synchronized long awaitChange(long seen, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (version == seen) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return version;
    }

    private synchronized void change(JobState state, String step, long done, long total) {
        set(new JobView(view.id(), view.kind(), view.brand(), state, step, done, total, null, null, null));
    }

    private void end(JobState state, @Nullable Answer result, @Nullable String code, @Nullable String message) {
        writeDown(state, code);
        ended(state, result, code, message);
    }

    /** What was done is done, though it cannot be written down. */
    private void writeDown(JobState state, @Nullable String code) {
        try {
            switch (state) {
                case DONE -> deed.done();
                case CANCELLED -> deed.cancelled();
                case WAITING, RUNNING, FAILED -> deed.failed(String.valueOf(code));
            }
        } catch (RuntimeException e) {
            LOG.error("The outcome of job {} cannot be written down", view().id(), e);
        }
    }

    private synchronized void ended(
            JobState state, @Nullable Answer result, @Nullable String code, @Nullable String message) {
        set(new JobView(
                view.id(),
                view.kind(),
                view.brand(),
                state,
                view.step(),
                view.done(),
                view.total(),
                result,
                code,
                message));
    }

    private void set(JobView next) {
        view = next;
        version++;
        notifyAll();
    }
}
