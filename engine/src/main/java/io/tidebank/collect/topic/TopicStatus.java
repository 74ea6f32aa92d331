package io.tidebank.collect.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How the topic stands that is a brand's journal, as the home sees it.
 *
 * @param topic its name
 * @param written requests that this process was sent and Kafka acknowledged, since the start
 * @param read requests of the brand taken from it since the start, whoever wrote them; one that became several records is
 *     as many
 * @param waiting requests that wait in it; empty if nobody can say
 * @param lag age of the oldest of them, as far as it is known
 * @param fault why it cannot be read at present; null if it can
 * @param faultSince since when
 * @param writeProblem why nothing can be written to it at present; null if it can
 */
public record TopicStatus(
        String topic,
        long written,
        long read,
        OptionalLong waiting,
        Duration lag,
        @Nullable String fault,
        @Nullable Instant faultSince,
        @Nullable String writeProblem) {}
