package io.tidebank.server.collect;

import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.PixelData;
import io.tidebank.server.access.FailureLimit;
import io.tidebank.server.collect.BodyReader.Unreadable;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Speaks the collection protocol of Segment's and RudderStack's SDKs, as they really use it. */
final class CollectServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Gates gates;
    private final transient Collector collector;
    private final transient Function<WebhookReceiver.Called, CollectAnswer> webhooks;
    private final transient SdkSettings settings;
    private final transient SdkScripts scripts = new SdkScripts();
    private final transient FailureLimit failures;
    private final transient Clock clock;

    CollectServlet(
            Gates gates,
            Collector collector,
            Function<WebhookReceiver.Called, CollectAnswer> webhooks,
            SdkSettings settings,
            FailureLimit failures,
            Clock clock) {
        this.gates = gates;
        this.failures = failures;
        this.collector = collector;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cors.allow(request, response);
        String method = request.getMethod();
        if (method.equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        CollectPath path = CollectPath.of(request.getRequestURI());
        if (!gates.isReady()) {
            CollectAnswer.unavailable("Whose keys are whose is not known here yet")
                    .writeTo(response);
            return;
        }
        switch (path) {
            case CollectPath.Events(Endpoint endpoint)
            when method.equals("POST") -> events(endpoint, request).writeTo(response);
            case CollectPath.Events _ -> postOnly(response);
            case CollectPath.Pixel(Endpoint endpoint) -> pixel(endpoint, request, response);
            case CollectPath.OfSource page
            when !collector.knows(page.writeKey()) ->
                limited(SdkSettings.NOBODYS, request).writeTo(response);
            case CollectPath.Script _ -> scripts.whole(response);
            case CollectPath.ScriptPart(String name) -> scripts.part(name, response);
            case CollectPath.Settings(String writeKey) -> settings.segment(writeKey, request, response);
            case CollectPath.SourceConfig _ -> settings.rudder(WriteKeys.of(request), response);
            case CollectPath.SelfMetrics _ -> drained(request).writeTo(response);
            case CollectPath.Greeting _ -> CollectAnswer.OK.writeTo(response);
            case CollectPath.NotForRobots _ -> notForRobots(response);
            case CollectPath.Document _
            when method.equals("POST") ->
                limited(webhooks.apply(WebhookReceiver.Called.by(request)), request)
                        .writeTo(response);
            case CollectPath.AudienceList _
            when method.equals("POST") -> list(request).writeTo(response);
            case CollectPath.Document _, CollectPath.AudienceList _ -> postOnly(response);
            case CollectPath.Unknown _ ->
                CollectAnswer.no(404, "not_found", "Nothing is collected here").writeTo(response);
        }
    }

    private static void postOnly(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "POST, OPTIONS");
        CollectAnswer.no(405, "post_only", "Events are posted").writeTo(response);
    }

    private CollectAnswer events(Endpoint endpoint, HttpServletRequest request) throws IOException {
        Instant receivedAt = clock.instant();
        String writeKey = WriteKeys.of(request);
        String sender = sender(request);
        if (writeKey != null && failures.isExhausted(sender) && !collector.knows(writeKey)) {
            return tooManyFailures(failures.failed(sender));
        }
        try {
            byte[] body = BodyReader.read(request, collector.mostBytes(writeKey));
            return limited(collector.take(call(endpoint, receivedAt, request), body, writeKey), request);
        } catch (Unreadable e) {
            return collector.refused(writeKey, e.answer());
        }
    }

    private static void notForRobots(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getOutputStream().write("User-agent: *\nDisallow: /\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Who is on a list is no touch: the sender is heard to the end, and nothing is kept. */
    private CollectAnswer list(HttpServletRequest request) throws IOException {
        String writeKey = WriteKeys.of(request);
        try {
            BodyReader.asSent(request, collector.mostBytes(writeKey));
            return collector.ignored(writeKey);
        } catch (Unreadable e) {
            return collector.refused(writeKey, e.answer());
        }
    }

    /** Whoever shows wrong keys and signatures again and again is told so, and waits. */
    private CollectAnswer limited(CollectAnswer answer, HttpServletRequest request) {
        Duration wait = answer.isUnknownKey() || answer.status() == HttpServletResponse.SC_UNAUTHORIZED
                ? failures.failed(sender(request))
                : Duration.ZERO;
        return wait.isZero() ? answer : tooManyFailures(wait);
    }

    private static String sender(HttpServletRequest request) {
        return "write key " + FailureLimit.network(request.getRemoteAddr());
    }

    /** Of a wrong key alone: who has a right one is taken from the same address as before. */
    private static CollectAnswer tooManyFailures(Duration wait) {
        return new CollectAnswer(
                CollectAnswer.TOO_MANY,
                "too_many_failures",
                "Too many wrong write keys came from this address",
                wait.plusSeconds(1));
    }

    /** Always a picture: whoever shows it can do nothing about a fault. */
    private void pixel(Endpoint endpoint, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> parameters = WriteKeys.parameters(request);
        String data = parameters.get("data");
        byte[] body = data == null ? PixelData.body(parameters) : PixelData.body(data);
        collector.take(call(endpoint, clock.instant(), request), body, WriteKeys.of(request));
        Pixel.writeTo(response);
    }

    private CollectAnswer drained(HttpServletRequest request) throws IOException {
        try {
            BodyReader.read(request, 1 << 20);
            return CollectAnswer.OK;
        } catch (Unreadable e) {
            return e.answer();
        }
    }

    /** Address and agent are the person's only where a browser asks by itself, not where a program sends for many. */
    private static Call call(Endpoint endpoint, Instant receivedAt, HttpServletRequest request) {
        boolean browser = request.getMethod().equals("GET") || request.getHeader("Origin") != null;
        return new Call(
                endpoint,
                receivedAt,
                instant(request.getHeader("SentAt")),
                browser ? request.getRemoteAddr() : null,
                browser ? request.getHeader("User-Agent") : null);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
