package io.tidebank.collect.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.IntakeReply;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.intake.IntakeReply.TryLater;
import io.tidebank.collect.intake.RequestChecks;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Event.People;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Checks requests as the home would, and has Kafka keep them until the home takes them. */
final class TopicGate implements Gate {

    /** Of a record: whose it is, so that brands may share a topic. */
    static final String BRAND = "brand";

    /** The requests of one sender are in one lane; so few that a lane tells of nobody. */
    private static final int LANES = 4096;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final String brand;
    private final TopicSettings settings;
    private final RequestChecks checks;
    private final TopicSeal seal;
    private final TopicWriter writer;

    TopicGate(String brand, TopicSettings settings, RequestChecks checks, TopicSeal seal, TopicWriter writer) {
        this.brand = brand;
        this.settings = settings;
        this.checks = checks;
        this.seal = seal;
        this.writer = writer;
    }

    @Override
    public Limits requestLimits() {
        return checks.requestLimits();
    }

    @Override
    public int eventsPerSecond() {
        return checks.eventsPerSecond();
    }

    @Override
    public Request parse(Call call, byte[] body) {
        return checks.parse(call, body);
    }

    @Override
    public List<byte[]> halves(byte[] body) {
        return checks.halves(body);
    }

    /** Whether its events are new, the home finds out: all of them count as accepted here. */
    @Override
    public IntakeReply take(Source source, Request.Accepted request, byte[] body) {
        int events = request.events().size();
        int bad = request.bad().size();
        Taken taken = new Taken(events, 0, bad, request.ignored().size());
        if (events + bad == 0) {
            return taken;
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        add(new Parcel(source.name(), request.call(), body), lane(source, request), records);
        return writer.write(records) ? taken : new TryLater("More requests come than Kafka takes", SOON);
    }

    private void add(Parcel parcel, byte[] lane, List<ProducerRecord<byte[], byte[]>> records) {
        byte[] sealed = seal.seal(parcel.bytes());
        if (sealed.length <= settings.limits().recordBytes()) {
            List<Header> headers = List.of(new RecordHeader(BRAND, brand.getBytes(UTF_8)));
            records.add(new ProducerRecord<>(settings.topic(), null, lane, sealed, headers));
            return;
        }
        List<Parcel> halves = parcel.halves(checks);
        if (halves.isEmpty()) {
            throw new TidebankException(
                    JournalError.JOURNAL_BATCH_TOO_LARGE,
                    "An event has %,d bytes as a record of Kafka; %,d are allowed"
                            .formatted(sealed.length, settings.limits().recordBytes()));
        }
        halves.forEach(half -> add(half, lane, records));
    }

    private static byte[] lane(Source source, Request.Accepted request) {
        CRC32 hash = new CRC32();
        hash.update(source.name().getBytes(UTF_8));
        if (!request.events().isEmpty()) {
            People people = request.events().getFirst().people();
            String person = people.anonymousId() == null ? people.userId() : people.anonymousId();
            hash.update(String.valueOf(person).getBytes(UTF_8));
        }
        int lane = (int) (hash.getValue() % LANES);
        return new byte[] {(byte) (lane >> 8), (byte) lane};
    }
}
