package io.tidebank.server.collect;

import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.intake.IntakeReply;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.intake.IntakeReply.TryLater;
import io.tidebank.collect.journal.record.JournalError;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.topic.TopicError;
import io.tidebank.error.TidebankException;
import io.tidebank.server.RareLog;
import io.tidebank.server.collect.http.BodyRoom;
import io.tidebank.server.collect.http.CollectAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** From a body and a write key to an answer: whose it is, whether it may be sent, and whether it was taken. */
@Component
class Collector {

    private static final RareLog LOG = new RareLog(LoggerFactory.getLogger(Collector.class)::error, System::nanoTime);

    private final Gates gates;
    private final SourceRates rates;
    private final Refusals refusals;
    private final DifferingKeys differing;
    private final BodyRoom room;
    private final Clock clock;

    static final byte[] NO_BODY = {};

    Collector(Gates gates, SourceRates rates, Refusals refusals, DifferingKeys differing, BodyRoom room, Clock clock) {
        this.gates = gates;
        this.rates = rates;
        this.refusals = refusals;
        this.differing = differing;
        this.room = room;
        this.clock = clock;
    }

    /** Room for a body that comes with this key. */
    BodyRoom.Share share(@Nullable String writeKey) {
        Source source = source(writeKey);
        return source == null ? room.shareOfStrangers() : room.share(source.brand());
    }

    /** Bytes that a body may have: what the source's brand allows, and the most that any does where it is not known. */
    int mostBytes(@Nullable String writeKey) {
        Source source = source(writeKey);
        return source == null ? doors().mostBytes() : batchBytes(gates.gate(source.brand()));
    }

    boolean knows(@Nullable String writeKey) {
        return source(writeKey) != null;
    }

    private @Nullable Source source(@Nullable String writeKey) {
        return writeKey == null ? null : gates.find(writeKey).orElse(null);
    }

    /** Whether anybody can send anything; where nobody can, no key is known. */
    boolean expectsAnybody() {
        return !gates.brands().isEmpty();
    }

    private static int batchBytes(Gate gate) {
        return gate.requestLimits().batchBytes();
    }

    /**
     * The brands that can be sent to.
     *
     * @param fault why one of the others cannot; null if all can
     */
    private record Doors(Map<String, Gate> open, @Nullable RuntimeException fault) {

        int mostBytes() {
            return open.values().stream().mapToInt(Collector::batchBytes).max().orElse(0);
        }
    }

    /** One whose journal cannot be opened concerns its own senders alone; it is a fault of ours where it is the only one. */
    private Doors doors() {
        Map<String, Gate> open = new LinkedHashMap<>();
        @Nullable RuntimeException fault = null;
        for (String name : gates.brands()) {
            try {
                open.put(name, gates.gate(name));
            } catch (RuntimeException e) {
                fault = e;
            }
        }
        if (open.isEmpty() && fault != null) {
            throw fault;
        }
        return new Doors(open, fault);
    }

    /**
     * Takes a request.
     *
     * @param writeKey of the header, which counts more than the body's; null if there is none
     */
    CollectAnswer take(Call call, byte[] body, @Nullable String writeKey) {
        return guarded(writeKey, () -> writeKey == null ? byBody(call, body) : byKey(call, body, writeKey));
    }

    /** A fault of ours is answered so that the sender comes again. */
    CollectAnswer guarded(@Nullable String writeKey, Supplier<CollectAnswer> work) {
        return guarded(() -> ofBrand(source(writeKey)), work);
    }

    /** The same for one of a brand's senders. */
    static CollectAnswer guarded(Source source, Supplier<CollectAnswer> work) {
        return guarded(() -> ofBrand(source), work);
    }

    /** The same before anybody knows whose sender it is. */
    static CollectAnswer guarded(Supplier<CollectAnswer> work) {
        return guarded(() -> ofBrand(null), work);
    }

    private static CollectAnswer guarded(Supplier<String> whose, Supplier<CollectAnswer> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return failed(e, whose.get());
        }
    }

    private static String ofBrand(@Nullable Source source) {
        return source == null ? "" : " of brand " + source.brand();
    }

    /** Counts a list of people, which says nothing to us, as dropped. */
    CollectAnswer ignored(@Nullable String writeKey) {
        Source source = source(writeKey);
        CollectAnswer refusal = refusal(source);
        if (source == null || refusal != null) {
            return refusals.count(source, source == null || refusal == null ? nobodys() : refusal);
        }
        Call call = Call.of(Endpoint.BATCH, clock.instant());
        return take(gates.gate(source.brand()), source, Request.Accepted.ignoring(call, "audiencelist"), NO_BODY);
    }

    /** Counts what a sender was refused before anything of its request could be read, and says so. */
    CollectAnswer refused(@Nullable String writeKey, CollectAnswer answer) {
        return refusals.count(source(writeKey), answer);
    }

    /** The same for a body that was not taken in. What is too large for brands that are open may be right for one that is shut. */
    CollectAnswer unread(@Nullable String writeKey, CollectAnswer answer) {
        RuntimeException fault = writeKey == null && answer.isTooLarge() ? doors().fault() : null;
        return fault == null ? refused(writeKey, answer) : failed(fault, "");
    }

    private CollectAnswer byKey(Call call, byte[] body, String writeKey) {
        Source source = gates.find(writeKey).orElse(null);
        CollectAnswer refusal = refusal(source);
        if (source == null || refusal != null) {
            return refusals.count(source, source == null || refusal == null ? nobodys() : refusal);
        }
        Gate gate = gates.gate(source.brand());
        return switch (gate.parse(call, body)) {
            case Request.Refused refused -> refusals.count(source, answer(refused));
            case Request.Accepted accepted -> {
                differing.count(source, writeKey, accepted.writeKey());
                yield take(gate, source, accepted, body);
            }
        };
    }

    /** Whose it is stands in it: any brand's reader finds that, and the right brand's reads it then. */
    private CollectAnswer byBody(Call call, byte[] body) {
        Doors doors = doors();
        CollectAnswer refusal = nobodys();
        for (Map.Entry<String, Gate> door : doors.open().entrySet()) {
            switch (door.getValue().parse(call, body)) {
                case Request.Accepted accepted -> {
                    return addressed(door, call, accepted, body);
                }
                case Request.Refused refused -> refusal = answer(refused);
            }
        }
        RuntimeException fault = doors.fault();
        // Whoever is shut might have read it.
        return fault == null ? refusals.count(null, refusal) : failed(fault, "");
    }

    private CollectAnswer addressed(Map.Entry<String, Gate> door, Call call, Request.Accepted accepted, byte[] body) {
        String writeKey = accepted.writeKey();
        Source source = source(writeKey);
        if (writeKey == null || source == null) {
            return refusals.count(null, nobodys());
        }
        return guarded(
                source,
                () -> source.brand().equals(door.getKey())
                        ? allowed(door.getValue(), source, accepted, body)
                        : byKey(call, body, writeKey));
    }

    private CollectAnswer allowed(Gate gate, Source source, Request.Accepted request, byte[] body) {
        CollectAnswer refusal = refusal(source);
        return refusal == null ? take(gate, source, request, body) : refusals.count(source, refusal);
    }

    static @Nullable CollectAnswer refusal(@Nullable Source source) {
        if (source == null) {
            return unknownKey();
        }
        return source.enabled() ? null : CollectAnswer.no(403, CollectAnswer.DISABLED, "This source is switched off");
    }

    /** What is said to a key that nobody has: while news of keys cannot be read here, it may be a new one. */
    CollectAnswer nobodys() {
        return gates.isCurrent()
                ? unknownKey()
                : CollectAnswer.unavailable("Whether a source has this write key cannot be told just now");
    }

    static CollectAnswer unknownKey() {
        return CollectAnswer.no(
                401,
                CollectAnswer.UNKNOWN_KEY,
                "No source has this write key; send it as the user of basic authentication or as 'writeKey'");
    }

    /** Takes what a source has sent, if it does not send too much. */
    CollectAnswer take(Gate gate, Source source, Request.Accepted request, byte[] body) {
        int events = request.events().size() + request.bad().size();
        Duration wait = rates.wait(source, events, gate.eventsPerSecond());
        if (!wait.isZero()) {
            return refusals.count(
                    source, CollectAnswer.tooMuch("This source sends more events a second than it may", wait));
        }
        boolean paid = false;
        try {
            IntakeReply reply = gate.take(source, request, body);
            paid = reply instanceof Taken;
            return switch (reply) {
                case Taken _ -> CollectAnswer.OK;
                case TryLater(String limit, var retryAfter) ->
                    refusals.count(source, CollectAnswer.tooMuch(limit, retryAfter));
            };
        } catch (TidebankException e) {
            if (e.code() != JournalError.JOURNAL_BATCH_TOO_LARGE) {
                throw e;
            }
            return refusals.count(source, CollectAnswer.no(413, "too_large", String.valueOf(e.getMessage())));
        } finally {
            if (!paid) {
                rates.giveBack(source, events);
            }
        }
    }

    static CollectAnswer answer(Request.Refused refused) {
        return switch (refused.code()) {
            case INVALID_JSON -> CollectAnswer.no(400, "invalid_json", refused.message());
            case INVALID_REQUEST -> CollectAnswer.no(400, "invalid_request", refused.message());
            case TOO_MANY_EVENTS -> CollectAnswer.no(400, "too_many_events", refused.message());
            case TOO_LARGE -> CollectAnswer.no(413, "too_large", refused.message());
        };
    }

    /** A fault of ours is never a 4xx: senders would throw away what they have. */
    private static CollectAnswer failed(RuntimeException fault, String whose) {
        if (!(fault instanceof TidebankException failure)) {
            LOG.error(
                    "A request%s could not be read: %s"
                            .formatted(whose, fault.getClass().getSimpleName()),
                    fault);
            return CollectAnswer.unavailable("The request cannot be read just now");
        }
        // While Kafka is away many are refused alike; those that tried tell of it.
        if (failure.code() != TopicError.TOPIC_UNAVAILABLE) {
            LOG.error(failure.code().name() + whose, failure);
        }
        boolean ofTheJournal = failure.code() instanceof JournalError || failure.code() instanceof TopicError;
        return CollectAnswer.unavailable(
                ofTheJournal
                        ? "The journal cannot be written just now"
                        : "The server cannot take this request before somebody sets it right: its log says why");
    }
}
