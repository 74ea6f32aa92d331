package io.tidebank.collect.topic;

import io.tidebank.collect.feed.kafka.KafkaCursor;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaOffsets;
import io.tidebank.error.TidebankException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A cursor that is opened when it is needed, where its owner says that it stands. After whatever ends a step but its own
 * end it is closed: what had been read and not kept is read again. One thread's.
 */
final class TopicCursor implements AutoCloseable {

    private final TopicSettings settings;
    private final Course course;
    private final Supplier<KafkaOffsets> start;
    private @Nullable KafkaCursor cursor;

    /** @param start where it stands, asked whenever it is opened */
    TopicCursor(TopicSettings settings, Course course, Supplier<KafkaOffsets> start) {
        this.settings = settings;
        this.course = course;
        this.start = start;
    }

    /** What is done with it. */
    @FunctionalInterface
    interface Step<T> {

        T on(KafkaCursor cursor) throws InterruptedException;
    }

    /** Takes a step. TOPIC_UNAVAILABLE if the brokers do not answer, TOPIC_INVALID if Kafka takes no such settings. */
    <T> T step(Step<T> step) throws InterruptedException {
        boolean whole = false;
        try {
            T result = step.on(open());
            whole = true;
            return result;
        } catch (KafkaException e) {
            throw new TidebankException(
                    TopicError.TOPIC_UNAVAILABLE,
                    "Kafka does not answer for topic '%s': %s"
                            .formatted(String.join(", ", course.topics()), settings.told(e)),
                    e);
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private KafkaCursor open() {
        KafkaCursor open = cursor;
        if (open == null) {
            KafkaOffsets offsets = start.get();
            open = settings.made(() -> KafkaCursor.open(course, settings.consumer(), offsets));
            cursor = open;
        }
        return open;
    }

    /** Lets go of the brokers. */
    @Override
    public void close() {
        KafkaCursor open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
        }
    }
}
