package io.tidebank.collect.feed;

import io.tidebank.collect.intake.IntakeReply.Taken;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps count of one feed. The thread that reads it writes, any may look. */
final class FeedTally {

    private FeedStatus.Counts counts = FeedStatus.Counts.NONE;
    private FeedState state = FeedState.IDLE;
    private OptionalLong waiting = OptionalLong.empty();
    private @Nullable String position;
    private @Nullable Instant lastAt;
    private @Nullable String fault;
    private @Nullable Instant faultSince;

    synchronized void opened(@Nullable String at) {
        position = at;
    }

    synchronized void took(Taken taken, String reached, Instant at) {
        counts = counts.and(taken);
        state = FeedState.RUNNING;
        position = reached;
        lastAt = at;
    }

    synchronized void stepped(FeedProgress progress) {
        counts = counts.andRead(progress.read(), progress.without());
        state = FeedState.RUNNING;
        waiting = progress.waiting();
        well();
        fault = progress.hint();
    }

    synchronized void held(String limit) {
        state = FeedState.WAITING;
        fault = limit;
    }

    synchronized void failed(String message, Instant at) {
        counts = counts.andFault();
        state = FeedState.FAULT;
        fault = message;
        faultSince = faultSince == null ? at : faultSince;
    }

    synchronized void rests(FeedState now) {
        state = now;
        well();
    }

    private void well() {
        fault = null;
        faultSince = null;
    }

    synchronized FeedStatus status(FeedSettings settings) {
        return new FeedStatus(
                settings.name(),
                settings.kind(),
                settings.source(),
                state,
                position,
                counts,
                waiting,
                lastAt,
                fault,
                faultSince);
    }
}
