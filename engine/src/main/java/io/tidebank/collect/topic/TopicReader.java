package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.kafka.KafkaCursor;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaCursor.Start;
import io.tidebank.collect.feed.kafka.KafkaOffsets;
import io.tidebank.collect.intake.Arrival;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.intake.IntakeReply.TryLater;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.source.Sources;
import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests from a topic into the home's own journal, with the place up to which they were read, in one write. After
 * any fault it begins anew where the journal says that it stands. One thread's, but for closing.
 */
final class TopicReader implements AutoCloseable {

    /** No feed of a file has a name with a blank in it. */
    private static final String MARK = "journal kafka";

    private final String brand;
    private final TopicSettings settings;
    private final Intake intake;
    private final Sources sources;
    private final TopicOpener opener;
    private final TopicTally tally;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable KafkaCursor cursor;

    TopicReader(TopicSettings settings, JournalTopic.Owner owner, TopicOpener opener, TopicTally tally) {
        this.brand = owner.brand();
        this.settings = settings;
        this.intake = owner.intake();
        this.sources = owner.sources();
        this.opener = opener;
        this.tally = tally;
        this.clock = owner.clock();
    }

    /** Reads some, and returns how many requests came; it may wait a second for one. Faults are noted, and thrown. */
    int step() throws InterruptedException {
        try {
            return read(open());
        } catch (KafkaException e) {
            TidebankException fault = new TidebankException(
                    TopicError.TOPIC_UNAVAILABLE,
                    "Kafka does not answer for topic '%s': %s"
                            .formatted(settings.topic(), settings.hide(String.valueOf(e.getMessage()))),
                    e);
            throw failed(fault);
        } catch (TidebankException e) {
            throw failed(e);
        } catch (RuntimeException e) {
            tally.failed(e.toString(), clock.instant());
            shut();
            throw e;
        }
    }

    private TidebankException failed(TidebankException fault) {
        tally.failed(fault.code().name() + ": " + fault.getMessage(), clock.instant());
        shut();
        return fault;
    }

    private int read(KafkaCursor open) throws InterruptedException {
        open.findPartitions();
        ConsumerRecords<byte[], byte[]> records = open.read();
        if (records.isEmpty()) {
            tally.idle(open.waiting(), clock.instant());
            return 0;
        }
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
        records.forEach(all::add);
        KafkaOffsets behind = open.behind(records);
        FeedDesk.inParts(all, (part, isLast) -> deliver(open, part, isLast ? behind : open.after(part)));
        tally.took(all, open.lag());
        return all.size();
    }

    private void deliver(KafkaCursor open, List<ConsumerRecord<byte[], byte[]>> part, KafkaOffsets behind)
            throws InterruptedException {
        List<Arrival> arrivals = new ArrayList<>(part.size());
        for (ConsumerRecord<byte[], byte[]> record : part) {
            if (isOurs(record)) {
                arrivals.add(arrival(record));
            }
        }
        FeedMark mark = new FeedMark(MARK, behind.text());
        while (true) {
            switch (intake.take(arrivals, mark)) {
                case Taken _ -> {
                    open.reached(behind);
                    return;
                }
                case TryLater(String limit, Duration retryAfter) -> {
                    tally.held(limit, clock.instant());
                    if (closing.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS)) {
                        throw new InterruptedException("The topic is closed");
                    }
                }
            }
        }
    }

    /** Another brand's requests are another reader's. */
    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(TopicGate.BRAND);
        return header != null && record.value() != null && Arrays.equals(header.value(), brand.getBytes(UTF_8));
    }

    /** What was accepted is kept, whatever became of the source or of the limits since. */
    private Arrival arrival(ConsumerRecord<byte[], byte[]> record) {
        String place = "Record %d of %s-%d".formatted(record.offset(), record.topic(), record.partition());
        Parcel parcel = Parcel.read(opener.open(record.value(), place), place);
        Source source = sources.named(brand, parcel.source())
                .orElseGet(() -> new Source(brand, parcel.source(), true, Set.of(), null, clock.instant()));
        return switch (intake.parse(parcel.call(), parcel.body())) {
            case Request.Accepted accepted -> new Arrival(source, accepted);
            case Request.Refused(Request.Code code, var _) -> {
                String raw = new String(parcel.body(), UTF_8);
                BadEvent bad = new BadEvent(0, null, reason(code), "the request", raw, record.offset());
                yield new Arrival(source, new Request.Accepted(parcel.call(), null, List.of(), List.of(bad), 0));
            }
        };
    }

    private static FaultReason reason(Request.Code code) {
        return switch (code) {
            case INVALID_JSON -> FaultReason.NOT_JSON;
            case INVALID_REQUEST -> FaultReason.WRONG_TYPE;
            case TOO_LARGE, TOO_MANY_EVENTS -> FaultReason.EVENT_TOO_LARGE;
        };
    }

    private KafkaCursor open() {
        KafkaCursor open = cursor;
        if (open == null) {
            KafkaOffsets offsets =
                    intake.feedPosition(MARK).map(KafkaOffsets::parse).orElseGet(KafkaOffsets::none);
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            Course course = new Course(List.of(settings.topic()), Start.EARLIEST, settings.gap());
            open = new KafkaCursor(course, new KafkaConsumer<>(settings.consumer(), bytes, bytes), offsets);
            cursor = open;
        }
        return open;
    }

    private void shut() {
        KafkaCursor open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
        }
    }

    /** Ends a wait for the journal; nobody may be reading any more, or is about to be told so. */
    void askToClose() {
        closing.countDown();
    }

    /** Lets go of the brokers. */
    @Override
    public void close() {
        closing.countDown();
        shut();
    }
}
