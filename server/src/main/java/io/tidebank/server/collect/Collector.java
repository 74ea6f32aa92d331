package io.tidebank.server.collect;

import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Gates;
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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final BodyRoom room;

    static final byte[] NO_BODY = {};

    Collector(Gates gates, SourceRates rates, Refusals refusals, BodyRoom room) {
        this.gates = gates;
        this.rates = rates;
        this.refusals = refusals;
        this.room = room;
    }

    /** For the bodies of all requests together. */
    BodyRoom room() {
        return room;
    }

    /** Bytes that a body may have: what the source's brand allows, and the most that any does where it is not known. */
    int mostBytes(@Nullable String writeKey) {
        Source source = writeKey == null ? null : gates.find(writeKey).orElse(null);
        return source == null
                ? doors().values().stream()
                        .mapToInt(Collector::batchBytes)
                        .max()
                        .orElse(0)
                : batchBytes(gates.gate(source.brand()));
    }

    boolean knows(@Nullable String writeKey) {
        return writeKey != null && gates.find(writeKey).isPresent();
    }

    /** Whether anybody can send anything; where nobody can, no key is known. */
    boolean expectsAnybody() {
        return !gates.brands().isEmpty();
    }

    private static int batchBytes(Gate gate) {
        return gate.requestLimits().batchBytes();
    }

    /**
     * The brands that can be sent to. One whose journal cannot be opened concerns its own senders alone; it is a fault
     * of ours where it is the only one.
     */
    private Map<String, Gate> doors() {
        Map<String, Gate> doors = new LinkedHashMap<>();
        @Nullable TidebankException fault = null;
        for (String name : gates.brands()) {
            try {
                doors.put(name, gates.gate(name));
            } catch (TidebankException e) {
                fault = e;
            }
        }
        if (doors.isEmpty() && fault != null) {
            throw fault;
        }
        return doors;
    }

    /**
     * Takes a request.
     *
     * @param writeKey of the header, which counts more than the body's; null if there is none
     */
    CollectAnswer take(Call call, byte[] body, @Nullable String writeKey) {
        return guarded(() -> writeKey == null ? byBody(call, body) : byKey(call, body, writeKey));
    }

    /** A fault of ours is answered so that the sender comes again. */
    static CollectAnswer guarded(Supplier<CollectAnswer> work) {
        try {
            return work.get();
        } catch (TidebankException e) {
            return failed(e);
        } catch (RuntimeException e) {
            LOG.error("A request could not be read: " + e.getClass().getSimpleName(), e);
            return CollectAnswer.unavailable("The request cannot be read just now");
        }
    }

    /** Counts a call that says nothing to us as dropped. */
    CollectAnswer ignored(@Nullable String writeKey) {
        Source source = writeKey == null ? null : gates.find(writeKey).orElse(null);
        CollectAnswer refusal = refusal(source);
        if (source == null || refusal != null) {
            return refusals.count(source, source == null || refusal == null ? nobodys() : refusal);
        }
        Call call = Call.of(Endpoint.BATCH, Instant.now());
        return take(
                gates.gate(source.brand()), source, new Request.Accepted(call, null, List.of(), List.of(), 1), NO_BODY);
    }

    /** Counts what a sender was refused before anything of its request could be read, and says so. */
    CollectAnswer refused(@Nullable String writeKey, CollectAnswer answer) {
        Source source = writeKey == null ? null : gates.find(writeKey).orElse(null);
        return refusals.count(source, answer);
    }

    private CollectAnswer byKey(Call call, byte[] body, String writeKey) {
        Source source = gates.find(writeKey).orElse(null);
        CollectAnswer refusal = refusal(source);
        if (source == null || refusal != null) {
            return refusals.count(source, source == null || refusal == null ? nobodys() : refusal);
        }
        return read(gates.gate(source.brand()), source, call, body);
    }

    /** Reads a body and takes what it says. */
    CollectAnswer read(Gate gate, Source source, Call call, byte[] body) {
        return switch (gate.parse(call, body)) {
            case Request.Refused refused -> refusals.count(source, answer(refused));
            case Request.Accepted accepted -> take(gate, source, accepted, body);
        };
    }

    /** Whose it is stands in it: any brand's reader finds that, and the right brand's reads it then. */
    private CollectAnswer byBody(Call call, byte[] body) {
        Map<String, Gate> doors = doors();
        for (Map.Entry<String, Gate> door : doors.entrySet()) {
            Gate gate = door.getValue();
            Request request = gate.parse(call, body);
            if (request instanceof Request.Refused refused && doors.size() == 1) {
                return refusals.count(null, answer(refused));
            }
            if (request instanceof Request.Accepted accepted) {
                String writeKey = accepted.writeKey();
                Optional<Source> source = writeKey == null ? Optional.empty() : gates.find(writeKey);
                if (writeKey == null || source.isEmpty()) {
                    return refusals.count(null, nobodys());
                }
                return source.get().brand().equals(door.getKey())
                        ? allowed(gate, source.get(), accepted, body)
                        : byKey(call, body, writeKey);
            }
        }
        return refusals.count(null, CollectAnswer.no(400, "invalid_request", "No brand here can read the body"));
    }

    private CollectAnswer allowed(Gate gate, Source source, Request.Accepted request, byte[] body) {
        CollectAnswer refusal = refusal(source);
        return refusal == null ? take(gate, source, request, body) : refusals.count(source, refusal);
    }

    static @Nullable CollectAnswer refusal(@Nullable Source source) {
        if (source == null) {
            return unknownKey();
        }
        return source.enabled() ? null : CollectAnswer.no(403, "source_disabled", "This source is switched off");
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
        return switch (gate.take(source, request, body)) {
            case Taken _ -> CollectAnswer.OK;
            case TryLater(String limit, var retryAfter) ->
                refusals.count(source, CollectAnswer.tooMuch(limit, retryAfter));
        };
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
    private static CollectAnswer failed(TidebankException failure) {
        if (failure.code() == JournalError.JOURNAL_BATCH_TOO_LARGE) {
            return CollectAnswer.no(413, "too_large", String.valueOf(failure.getMessage()));
        }
        // While Kafka is away many are refused alike; those that tried tell of it.
        if (failure.code() != TopicError.TOPIC_UNAVAILABLE) {
            LOG.error(failure.code().name(), failure);
        }
        return CollectAnswer.unavailable("The journal cannot be written just now");
    }
}
