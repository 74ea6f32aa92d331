package io.tidebank.collect.topic;

import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a topic, and says so only when the brokers have it. While they are away one request at a time finds out
 * whether they are back; the others are refused at once. Any number of threads may write.
 */
final class TopicWriter implements AutoCloseable {

    private static final Duration TO_CLOSE = Duration.ofSeconds(5);

    private final TopicSettings settings;
    private final String topic;
    private final LongAdder written = new LongAdder();
    private final Semaphore trying = new Semaphore(1);
    private volatile @Nullable String problem;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    /** @param topic for messages */
    TopicWriter(TopicSettings settings, String topic) {
        this.settings = settings;
        this.topic = topic;
    }

    /**
     * Returns when all records of a request are safe; false if more wait for the brokers already than may. TOPIC_UNAVAILABLE,
     * TOPIC_INVALID, or TOPIC_WRITE_UNKNOWN: some of it may be there, and to send the same again is safe.
     * JOURNAL_BATCH_TOO_LARGE if the brokers never take a record that large.
     */
    boolean write(List<ProducerRecord<byte[], byte[]>> records) {
        boolean safe = tried(records);
        if (safe) {
            written.increment();
        }
        return safe;
    }

    private boolean tried(List<ProducerRecord<byte[], byte[]>> records) {
        String known = problem;
        if (known == null) {
            return sent(records);
        }
        if (!trying.tryAcquire()) {
            throw new TidebankException(TopicError.TOPIC_UNAVAILABLE, known);
        }
        try {
            return sent(records);
        } finally {
            trying.release();
        }
    }

    /** While nothing can be written: finds out whether it can be again, by a record that every reader passes over. */
    void retry() {
        if (problem != null) {
            try {
                tried(List.of(new ProducerRecord<>(topic, new byte[0])));
            } catch (TidebankException e) {
                // The problem is noted, as it was before.
            }
        }
    }

    /** Why nothing can be written at present; null if it can, or nothing was tried. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Requests that the brokers acknowledged to this process. */
    long written() {
        return written.sum();
    }

    private boolean sent(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> answers = new ArrayList<>(records.size());
        Producer<byte[], byte[]> open = open();
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                answers.add(open.send(record));
            }
        } catch (KafkaException | IllegalStateException e) {
            if (e instanceof BufferExhaustedException) {
                return false;
            }
            replace(open);
            throw failed(e);
        }
        return acknowledged(answers);
    }

    private boolean acknowledged(List<Future<RecordMetadata>> answers) {
        try {
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
            problem = null;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidebankException(
                    TopicError.TOPIC_WRITE_UNKNOWN,
                    "The wait for Kafka was interrupted; to send the same events again is safe",
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof BufferExhaustedException) {
                return false;
            }
            throw failed(cause);
        }
    }

    /** A record that is too large concerns its sender; anything else all of them. */
    private TidebankException failed(Throwable cause) {
        String why = settings.told(cause);
        if (cause instanceof RecordTooLargeException) {
            return new TidebankException(
                    JournalError.JOURNAL_BATCH_TOO_LARGE,
                    "Kafka takes no record that large in topic '%s': %s".formatted(topic, why),
                    cause);
        }
        problem = "Kafka takes nothing in topic '%s', and is tried again: %s".formatted(topic, why);
        return new TidebankException(
                TopicError.TOPIC_WRITE_UNKNOWN,
                "Kafka did not acknowledge a write to topic '%s': %s. To send the same events again is safe"
                        .formatted(topic, why),
                cause);
    }

    private synchronized Producer<byte[], byte[]> open() {
        if (closed) {
            throw new TidebankException(TopicError.TOPIC_UNAVAILABLE, "The topic is closed");
        }
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = made();
            producer = open;
        }
        return open;
    }

    private Producer<byte[], byte[]> made() {
        try {
            ByteArraySerializer bytes = new ByteArraySerializer();
            return settings.made(() -> new KafkaProducer<>(settings.producer(), bytes, bytes));
        } catch (TidebankException e) {
            problem = e.getMessage();
            throw e;
        }
    }

    /** One that refuses to send at all never will again. Somebody may have replaced it already. */
    private synchronized void replace(Producer<byte[], byte[]> broken) {
        if (broken.equals(producer)) {
            producer = null;
        }
        broken.close(Duration.ZERO);
    }

    /** Lets what was begun come to its end. */
    @Override
    public synchronized void close() {
        closed = true;
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(TO_CLOSE);
        }
    }
}
