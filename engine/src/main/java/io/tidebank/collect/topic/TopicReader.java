package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.feed.kafka.KafkaCursor;
import io.tidebank.collect.feed.kafka.KafkaCursor.Course;
import io.tidebank.collect.feed.kafka.KafkaCursor.Naming;
import io.tidebank.collect.feed.kafka.KafkaCursor.Start;
import io.tidebank.collect.feed.kafka.KafkaOffsets;
import io.tidebank.collect.intake.Arrival;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.IntakeReply.TryLater;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.protocol.RequestReader;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.source.Sources;
import io.tidebank.error.TidebankException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests from a topic into the home's own journal, with the place up to which they were read, in one write. After
 * any fault it begins anew where the journal says that it stands. One thread's, but for closing.
 */
final class TopicReader implements AutoCloseable {

    /** No feed of a file has a name with a blank in it. */
    private static final String MARK = "journal kafka";

    private final String brand;
    private final Intake intake;
    private final Sources sources;
    private final TopicOpener opener;
    private final AcceptedRequests requests;
    private final TopicTally tally;
    private final Clock clock;
    private final TopicCursor cursor;
    private final CountDownLatch closing = new CountDownLatch(1);

    TopicReader(TopicSettings settings, JournalTopic.Owner owner, TopicOpener opener, TopicTally tally) {
        this.brand = owner.brand();
        this.intake = owner.intake();
        this.sources = owner.sources();
        this.opener = opener;
        this.requests = new AcceptedRequests(intake::requestLimits);
        this.tally = tally;
        this.clock = owner.clock();
        this.cursor = new TopicCursor(
                settings,
                new Course(List.of(settings.topic()), Start.EARLIEST, settings.gap(), Naming.BY_CONTENT),
                this::position);
    }

    /** Reads some, and returns how many records came; it may wait a second for one. Faults are noted, and thrown. */
    int step() throws InterruptedException {
        try {
            return cursor.step(this::read);
        } catch (TidebankException e) {
            tally.failed(e.code().name() + ": " + e.getMessage(), clock.instant());
            throw e;
        } catch (RuntimeException | Error e) {
            tally.failed(e.toString(), clock.instant());
            throw e;
        }
    }

    private int read(KafkaCursor open) throws InterruptedException {
        // What waits under the name that the topic had before was accepted like all else.
        open.takeUpLeft();
        open.findPartitions();
        Delivery delivery = new Delivery();
        int records = open.read(delivery);
        if (records == 0) {
            tally.idle(open.waiting(), clock.instant());
        } else {
            tally.took(delivery.read, delivery.writtenAt, open.lag());
        }
        return records;
    }

    private KafkaOffsets position() {
        return intake.feedPosition(MARK).map(KafkaOffsets::parse).orElseGet(KafkaOffsets::none);
    }

    /** Requests on their way to the home's own journal. */
    private final class Delivery implements KafkaCursor.Taker {

        private final List<Arrival> arrivals = new ArrayList<>();
        private long read;
        private Instant writtenAt = Instant.EPOCH;

        @Override
        public int add(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
            writtenAt = Instant.ofEpochMilli(record.timestamp());
            if (!isOurs(record)) {
                return 0;
            }
            String place = "Record %d of %s-%d".formatted(record.offset(), record.topic(), record.partition());
            Parcel parcel = Parcel.read(opener.open(record.value(), place), place);
            Arrival whole = arrival(parcel, record);
            List<Arrival> parts = AcceptedRequests.parts(whole);
            for (Arrival part : parts.subList(0, parts.size() - 1)) {
                // Without a mark: an end in between has the whole request read again, and these are known.
                take(List.of(part), null);
            }
            arrivals.add(parts.getLast());
            read++;
            return Math.clamp(parcel.body().length + AcceptedRequests.letters(whole.request()), 0, Integer.MAX_VALUE);
        }

        @Override
        public void keep(KafkaOffsets behind) throws InterruptedException {
            take(arrivals, new FeedMark(MARK, behind.text()));
            arrivals.clear();
        }
    }

    /** While the journal takes no more it waits. */
    private void take(List<Arrival> arrivals, @Nullable FeedMark mark) throws InterruptedException {
        while (intake.take(arrivals, mark) instanceof TryLater(String limit, Duration retryAfter)) {
            tally.held(limit, clock.instant());
            if (closing.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("The topic is closed");
            }
        }
    }

    /** Another brand's requests are another reader's. */
    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(TopicGate.BRAND);
        return header != null && record.value() != null && Arrays.equals(header.value(), brand.getBytes(UTF_8));
    }

    /** What was accepted is kept, whatever became of the source or of the limits since. */
    private Arrival arrival(Parcel parcel, ConsumerRecord<byte[], byte[]> record) {
        Source source = sources.named(brand, parcel.source())
                .orElseGet(() -> new Source(brand, parcel.source(), true, Set.of(), null, clock.instant()));
        return switch (requests.read(parcel, TopicOpener.told(record.value()))) {
            case Request.Accepted accepted -> new Arrival(source, accepted);
            case Request.Refused(Request.Code code, var _) -> {
                String raw = RequestReader.kept(parcel.body());
                BadEvent bad = new BadEvent(0, null, reason(code), "the request", raw, record.offset());
                yield new Arrival(
                        source, new Request.Accepted(parcel.call(), null, List.of(), List.of(bad), List.of()));
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

    /** Ends a wait for the journal; nobody may be reading any more, or is about to be told so. */
    void askToClose() {
        closing.countDown();
    }

    /** Lets go of the brokers. */
    @Override
    public void close() {
        closing.countDown();
        cursor.close();
    }
}
