package io.tidebank.server.collect;

import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.PixelData;
import io.tidebank.server.collect.http.BodyReader;
import io.tidebank.server.collect.http.BodyReader.Unreadable;
import io.tidebank.server.collect.http.BodyRoom;
import io.tidebank.server.collect.http.CollectAnswer;
import io.tidebank.server.collect.http.Cors;
import io.tidebank.server.collect.http.Pixel;
import io.tidebank.server.collect.http.WriteKeys;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
    private final transient WrongKeys wrongKeys;
    private final transient Clock clock;

    CollectServlet(
            Gates gates,
            Collector collector,
            Function<WebhookReceiver.Called, CollectAnswer> webhooks,
            SdkSettings settings,
            WrongKeys wrongKeys,
            Clock clock) {
        this.gates = gates;
        this.wrongKeys = wrongKeys;
        this.collector = collector;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cors.allow(request, response);
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        if (gates.isReady()) {
            answer(CollectPath.of(request.getRequestURI()), request, response);
        } else {
            CollectAnswer.unavailable("Whose keys are whose is not known here yet")
                    .writeTo(response);
        }
    }

    private void answer(CollectPath path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        switch (path) {
            case CollectPath.Events(Endpoint endpoint)
            when method.equals("POST") -> events(endpoint, request).writeTo(response);
            case CollectPath.Events _ -> postOnly(response);
            case CollectPath.Pixel(Endpoint endpoint) when method.equals("GET") -> pixel(endpoint, request, response);
            case CollectPath.Pixel _ when method.equals("HEAD") -> Pixel.writeTo(response);
            case CollectPath.Pixel _ -> shownOnly(response);
            case CollectPath.OfSource page
            when !collector.knows(page.writeKey()) ->
                wrongKeys.counted(SdkSettings.NOBODYS, request).writeTo(response);
            case CollectPath.Script _ -> scripts.whole(response);
            case CollectPath.ScriptPart(String name) -> scripts.part(name, response);
            case CollectPath.Settings(String writeKey) -> settings.segment(writeKey, request, response);
            case CollectPath.SourceConfig _
            when !collector.knows(WriteKeys.of(request)) ->
                wrongKeys.counted(collector.nobodys(), request).writeTo(response);
            case CollectPath.SourceConfig _ -> settings.rudder(WriteKeys.of(request), response);
            case CollectPath.SelfMetrics _ -> drained(request).writeTo(response);
            case CollectPath.Greeting _ -> CollectAnswer.OK.writeTo(response);
            case CollectPath.NotForRobots _ -> notForRobots(response);
            case CollectPath.Document _
            when method.equals("POST") ->
                wrongKeys
                        .counted(webhooks.apply(WebhookReceiver.Called.by(request)), request)
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

    private static void shownOnly(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        CollectAnswer.no(405, "get_only", "A picture is shown").writeTo(response);
    }

    private CollectAnswer events(Endpoint endpoint, HttpServletRequest request) {
        Instant receivedAt = clock.instant();
        String writeKey = WriteKeys.of(request);
        boolean hopeless = writeKey == null
                ? !collector.expectsAnybody()
                : !collector.knows(writeKey) && (wrongKeys.areTooMany(request) || !collector.expectsAnybody());
        CollectAnswer answer = hopeless
                ? collector.refused(writeKey, collector.nobodys())
                : collector.guarded(writeKey, () -> taken(endpoint, receivedAt, writeKey, request));
        return wrongKeys.counted(answer, request);
    }

    private CollectAnswer taken(
            Endpoint endpoint, Instant receivedAt, @Nullable String writeKey, HttpServletRequest request) {
        try (BodyRoom.Share share = collector.share(writeKey)) {
            byte[] body = BodyReader.read(request, collector.mostBytes(writeKey), share);
            return collector.take(call(endpoint, receivedAt, request), body, writeKey);
        } catch (Unreadable e) {
            return collector.unread(writeKey, e.answer());
        }
    }

    private static void notForRobots(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getOutputStream().write("User-agent: *\nDisallow: /\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Who is on a list is no touch: the sender is heard to the end, and nothing is kept. */
    private CollectAnswer list(HttpServletRequest request) {
        String writeKey = WriteKeys.of(request);
        if (!collector.knows(writeKey)) {
            return wrongKeys.counted(collector.refused(writeKey, collector.nobodys()), request);
        }
        return collector.guarded(writeKey, () -> heard(writeKey, request));
    }

    private CollectAnswer heard(@Nullable String writeKey, HttpServletRequest request) {
        try {
            BodyReader.discard(request, collector.mostBytes(writeKey));
            return collector.ignored(writeKey);
        } catch (Unreadable e) {
            return collector.refused(writeKey, e.answer());
        }
    }

    /** Always a picture: whoever shows it can do nothing about a fault. */
    private void pixel(Endpoint endpoint, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> parameters = WriteKeys.parameters(request);
        String data = parameters.get("data");
        byte[] body = data == null ? PixelData.body(parameters) : PixelData.body(data);
        collector.take(call(endpoint, clock.instant(), request), body, WriteKeys.of(request));
        Pixel.writeTo(response);
    }

    private static CollectAnswer drained(HttpServletRequest request) {
        try {
            BodyReader.discard(request, 1 << 20);
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
