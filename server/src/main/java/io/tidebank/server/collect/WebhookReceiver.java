package io.tidebank.server.collect;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.webhook.Signing.Headers;
import io.tidebank.collect.webhook.Webhook;
import io.tidebank.collect.webhook.WebhookReader;
import io.tidebank.server.collect.http.BodyReader;
import io.tidebank.server.collect.http.BodyReader.Unreadable;
import io.tidebank.server.collect.http.BodyRoom;
import io.tidebank.server.collect.http.CollectAnswer;
import io.tidebank.server.collect.http.WriteKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a document of another system to an answer: who signed it, what it tells, and whether that was taken. */
@Component
final class WebhookReceiver {

    private final Tidebank tidebank;
    private final Collector collector;
    private final Refusals refusals;
    private final WebhookReader reader;
    private final Clock clock;

    WebhookReceiver(Tidebank tidebank, Collector collector, Refusals refusals, Clock clock) {
        this.clock = clock;
        this.tidebank = tidebank;
        this.collector = collector;
        this.refusals = refusals;
        this.reader = new WebhookReader(
                tidebank.methods(), brand -> tidebank.brand(brand).intake().known());
    }

    /**
     * A request and whom it calls.
     *
     * @param path brand, source and key as far as they are in the address
     * @param writeKey in the address or as the user of basic authentication; null if there is none
     */
    record Called(
            HttpServletRequest request,
            List<String> path,
            @Nullable String writeKey) {

        private static final int WITH_KEY = 3;

        static Called by(HttpServletRequest request) {
            boolean webhooks = request.getServletPath().equals("/" + CollectPath.WEBHOOKS);
            String info = webhooks && request.getPathInfo() != null ? request.getPathInfo() : "";
            List<String> path = List.of(info.replaceAll("^/+|/+$", "").split("/", -1));
            return new Called(request, path, path.size() == WITH_KEY ? path.getLast() : WriteKeys.of(request));
        }
    }

    /** From a call to its answer; a fault of ours is told so that the system comes again. */
    CollectAnswer take(Called called) {
        return Collector.guarded(() -> answered(called));
    }

    /** Whoever is not expected is answered before any of the body is read. */
    private CollectAnswer answered(Called called) {
        Source source = source(called);
        Webhook webhook = source == null
                ? null
                : tidebank.webhooks().find(source.brand(), source.name()).orElse(null);
        if (source == null || webhook == null) {
            return refusals.count(source, CollectAnswer.no(404, "not_found", "No webhook is expected here"));
        }
        CollectAnswer refusal = Collector.refusal(source);
        if (refusal != null) {
            return refusals.count(source, refusal);
        }
        if (!webhook.isSigned() && !showsKey(called, source)) {
            return refusals.count(source, Collector.unknownKey());
        }
        return Collector.guarded(source, () -> heard(new Addressed(source, webhook), called));
    }

    /** Who only signs is a stranger until the whole body has come. */
    private CollectAnswer heard(Addressed addressed, Called called) {
        Source source = addressed.source();
        try (BodyRoom.Share share = collector.share(addressed.webhook().isSigned() ? null : called.writeKey())) {
            byte[] sent = BodyReader.asSent(called.request(), most(source), share);
            return verified(addressed, called, sent, share);
        } catch (Unreadable e) {
            return refusals.count(source, e.answer());
        }
    }

    /** By its names in the address; by its key where the address has none. */
    private @Nullable Source source(Called called) {
        List<String> path = called.path();
        Optional<Webhook> webhook = switch (path.size()) {
            case 1 ->
                path.getFirst().isEmpty()
                        ? Optional.empty()
                        : tidebank.webhooks().find(path.getFirst());
            case 2, Called.WITH_KEY -> tidebank.webhooks().find(path.getFirst(), path.get(1));
            default -> Optional.empty();
        };
        if (webhook.isEmpty() && path.getFirst().isEmpty() && called.writeKey() != null) {
            return tidebank.sources().find(called.writeKey()).orElse(null);
        }
        return webhook.flatMap(found -> tidebank.sources().named(found.brand(), found.source()))
                .orElse(null);
    }

    private record Addressed(Source source, Webhook webhook) {}

    private int most(Source source) {
        return tidebank.brand(source.brand()).intake().settings().webhookBytes();
    }

    private CollectAnswer verified(Addressed addressed, Called called, byte[] sent, BodyRoom.Share share) {
        Webhook webhook = addressed.webhook();
        if (webhook.isPing(sent)) {
            return CollectAnswer.OK;
        }
        Instant now = clock.instant();
        Headers headers = called.request()::getHeader;
        return !webhook.isSigned() || webhook.isGenuine(headers, sent, now)
                ? read(addressed, called.request(), sent, share, now)
                : refusals.count(
                        addressed.source(),
                        CollectAnswer.no(
                                401, "invalid_signature", "The signature is not the one of this body and secret"));
    }

    private boolean showsKey(Called called, Source source) {
        String key = called.writeKey();
        return key != null
                && tidebank.sources()
                        .find(key)
                        .filter(found -> found.brand().equals(source.brand())
                                && found.name().equals(source.name()))
                        .isPresent();
    }

    private CollectAnswer read(
            Addressed addressed, HttpServletRequest request, byte[] sent, BodyRoom.Share share, Instant now) {
        Source source = addressed.source();
        byte[] body;
        try {
            body = BodyReader.inflated(request, sent, most(source), share);
        } catch (Unreadable e) {
            return refusals.count(source, e.answer());
        }
        Intake intake = tidebank.brand(source.brand()).intake();
        int most = intake.requestLimits().batchEvents();
        return switch (reader.read(addressed.webhook(), request::getHeader, body, now, most)) {
            case WebhookReader.Refused(Request.Refused why) -> refusals.count(source, Collector.answer(why));
            case WebhookReader.Told told -> taken(intake, source, told, now);
        };
    }

    /** None of a topic that the shape does not know, or of news of what is too old: counted as dropped. */
    private CollectAnswer taken(Intake intake, Source source, WebhookReader.Told told, Instant now) {
        Call call = Call.of(Endpoint.WEBHOOK, now).with(told.ids());
        Request.Accepted accepted = told.events().isEmpty()
                ? Request.Accepted.ignoring(call, "webhook")
                : intake.request(call, told.events());
        return collector.take(intake, source, accepted, Collector.NO_BODY);
    }
}
