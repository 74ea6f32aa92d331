package io.tidebank.collect.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps count of one topic. The thread that reads it writes, any may look. */
final class TopicTally {

    private final String topic;
    private long read;
    private OptionalLong waiting = OptionalLong.empty();
    private @Nullable Instant behindSince;
    private @Nullable String fault;
    private @Nullable Instant faultSince;

    TopicTally(String topic) {
        this.topic = topic;
    }

    /** Nothing came: what still waits is about to. */
    synchronized void idle(long stillWaiting, Instant now) {
        waiting = OptionalLong.of(stillWaiting);
        behindSince = stillWaiting == 0 ? null : behindSince == null ? now : behindSince;
        well();
    }

    /** @param writtenAt when the last of them was written */
    synchronized void took(long requests, Instant writtenAt, OptionalLong stillWaiting) {
        read += requests;
        waiting = stillWaiting;
        behindSince = stillWaiting.orElse(0) == 0 ? null : writtenAt;
        well();
    }

    /** The home's own journal takes no more for now. */
    synchronized void held(String limit, Instant now) {
        fault = limit;
        faultSince = faultSince == null ? now : faultSince;
    }

    synchronized void failed(String message, Instant now) {
        fault = message;
        faultSince = faultSince == null ? now : faultSince;
    }

    private void well() {
        fault = null;
        faultSince = null;
    }

    synchronized TopicStatus status(TopicWriter writer, Instant now) {
        Instant since = behindSince == null ? faultSince : behindSince;
        Duration lag = since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
        return new TopicStatus(topic, writer.written(), read, waiting, lag, fault, faultSince, writer.problem());
    }
}
