package io.tidebank.collect.topic;

import java.time.Duration;

/**
 * How much a topic is given, and how long it may take.
 *
 * @param recordBytes of one record; a larger request becomes several
 * @param waitingBytes that wait for the brokers in this process; beyond that requests are refused
 * @param answer how long the brokers have to acknowledge a write
 */
public record TopicLimits(int recordBytes, long waitingBytes, Duration answer) {

    /** Within what Kafka allows unless told otherwise, and within the patience of SDKs. */
    public static final TopicLimits DEFAULTS = new TopicLimits(900 << 10, 32L << 20, Duration.ofSeconds(8));

    public TopicLimits {
        if (recordBytes < 1024 || waitingBytes < recordBytes || answer.toMillis() < 500) {
            throw new IllegalArgumentException("A record has 1 kB at least, finds room, and has half a second");
        }
    }
}
