package io.tidebank.collect.topic;

import io.tidebank.error.ErrorCode;

/** What can go wrong where Kafka is the journal. */
public enum TopicError implements ErrorCode {
    /** The brokers do not answer, or refuse; it is tried again. */
    TOPIC_UNAVAILABLE(Kind.INTERNAL),
    /** A write was not acknowledged: it may be there. To send the same events again is safe. */
    TOPIC_WRITE_UNKNOWN(Kind.UNKNOWN),
    /** What waits there was sealed for another home. */
    TOPIC_LOCKED(Kind.CONFLICT),
    /** What waits there is not what was written, or a newer Tidebank wrote it. */
    TOPIC_DAMAGED(Kind.INTERNAL),
    /** Kafka takes no such settings. */
    TOPIC_INVALID(Kind.INVALID);

    private final Kind kind;

    TopicError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
