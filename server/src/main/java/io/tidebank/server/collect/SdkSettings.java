package io.tidebank.server.collect;

import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.source.Source;
import io.tidebank.server.Listening;
import io.tidebank.server.collect.http.CollectAnswer;
import io.tidebank.server.wire.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What SDKs ask before they send: where to, and whether at all. */
@Component
class SdkSettings {

    static final CollectAnswer NOBODYS =
            CollectAnswer.no(404, CollectAnswer.UNKNOWN_KEY, "No source has this write key");

    private static final CollectAnswer SWITCHED_OFF =
            CollectAnswer.no(404, CollectAnswer.DISABLED, "This source is switched off");

    private final Gates gates;
    private final @Nullable URI publicUrl;

    SdkSettings(Gates gates, Listening listening) {
        this.gates = gates;
        this.publicUrl = listening.publicUrl();
    }

    /**
     * Segment's. Host and protocol are the public ones, or else those by which the page found us, so one address is all
     * that a site has to change.
     * There is exactly one integration, and no tracking plan, since either would make the SDK fetch more code.
     */
    void segment(String writeKey, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Source source = gates.find(writeKey).orElse(null);
        if (source == null || !source.enabled()) {
            (source == null ? NOBODYS : SWITCHED_OFF).writeTo(response);
            return;
        }
        String host = publicUrl == null ? request.getHeader("Host") : publicUrl.getAuthority();
        String protocol = publicUrl == null ? request.getScheme() : publicUrl.getScheme();
        Map<String, Object> segment = Map.of("apiKey", writeKey, "apiHost", host + "/v1", "protocol", protocol);
        write(response, Map.of("integrations", Map.of("Segment.io", segment), "metrics", Map.of("sampleRate", 0)));
    }

    /** RudderStack's. */
    void rudder(@Nullable String writeKey, HttpServletResponse response) throws IOException {
        Source source = writeKey == null ? null : gates.find(writeKey).orElse(null);
        if (source == null) {
            CollectAnswer.no(401, CollectAnswer.UNKNOWN_KEY, "No source has this write key")
                    .writeTo(response);
            return;
        }
        Map<String, Object> body = Map.of(
                "id", source.name(),
                "name", source.name(),
                "writeKey", writeKey,
                "enabled", source.enabled(),
                "config",
                        Map.of(
                                "statsCollection",
                                Map.of("errors", Map.of("enabled", false), "metrics", Map.of("enabled", false))),
                "destinations", List.of(),
                "updatedAt", source.createdAt().toString());
        write(response, Map.of("source", body));
    }

    private static void write(HttpServletResponse response, Map<String, Object> body) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "private, max-age=60");
        response.addHeader("Vary", "Host");
        response.getOutputStream()
                .write(WireJson.mapper().writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
}
