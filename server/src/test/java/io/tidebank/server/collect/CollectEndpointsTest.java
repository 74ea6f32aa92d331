package io.tidebank.server.collect;

import static io.tidebank.server.collect.LiveServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where senders knock: every address that published SDKs use, and what they are told there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectEndpointsTest {

    private LiveServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = made(folder);
    }

    /** By the home's own journal; others promise the same. */
    LiveServer made(Path folder) throws Exception {
        return LiveServer.start(folder.resolve("home"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aSingleCallIsOfTheTypeThatItsAddressSays() throws Exception {
        Map<String, String> kinds = Map.of(
                "track",
                "custom",
                "identify",
                "identify",
                "page",
                "visit",
                "screen",
                "visit",
                "group",
                "group_join",
                "alias",
                "alias");
        List<List<String>> expected = new ArrayList<>();
        for (String type : new TreeSet<>(kinds.keySet())) {
            for (String name : List.of(type.substring(0, 1), type)) {
                HttpResponse<String> answer = server.told("/v1/" + name, """
                        {"messageId":"single-%s","event":"Anything","userId":"u1","previousId":"a1","groupId":"g1"}""".formatted(name));

                assertThat(answer.statusCode()).as(name).isEqualTo(200);
                assertThat(answer.body()).as(name).isEqualTo("{\"success\":true}");
                expected.add(List.of("single-" + name, kinds.get(type), LiveServer.SOURCE));
            }
        }

        assertThat(server.ask(
                        "SELECT touch_id, kind, source FROM touch WHERE starts_with(touch_id, 'single-') ORDER BY 1"))
                .isEqualTo(expected);
    }

    @Test
    void aBatchIsTakenAtEveryAddressOfOne() throws Exception {
        List<String> expected = new ArrayList<>();
        for (String path :
                List.of("/v1/batch", "/v1/b", "/v1/import", "/v1/import/", "/v1/batch/", "/beacon/v1/batch")) {
            String id = "batch" + path;
            HttpResponse<String> answer = server.told(path, """
                    {"batch":[{"type":"track","event":"e","userId":"u","messageId":"%s-x"},
                    {"type":"page","userId":"u","messageId":"%s-y"}]}""".formatted(id, id));

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(json(answer).path("success").asBoolean()).as(path).isTrue();
            expected.addAll(List.of(id + "-x", id + "-y"));
        }

        assertThat(server.touchIds("batch")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whatWasSentAgainCountsOnceWhateverElseChanged() throws Exception {
        String event =
                "{\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"again\",\"sentAt\":\"2026-11-21T12:00:0%d.000Z\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(server.told("/v1/track", event.formatted(i)).statusCode())
                    .isEqualTo(200);
        }

        assertThat(server.touchIds("again")).containsExactly("again");
    }

    @Test
    void theBeaconsKeyStandsInItsAddress() throws Exception {
        HttpResponse<String> answer =
                server.post("/beacon/v1/batch?writeKey=" + server.writeKey(), """
                {"batch":[{"type":"track","event":"e","userId":"u","messageId":"beacon"}]}""", "Content-Type", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.touchIds("beacon")).hasSize(1);
    }

    @Test
    void aPixelTakesItsEventFromTheAddress() throws Exception {
        for (String type : List.of("track", "identify", "page", "screen", "group", "alias")) {
            String event = """
                    {"writeKey":"%s","messageId":"pixel-%s","userId":"u2","event":"e?+/é","groupId":"g","previousId":"p"}""".formatted(server.writeKey(), type);
            String data = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));

            HttpResponse<String> answer = server.get("/v1/pixel/%s?data=%s".formatted(type, data));

            assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        }

        assertThat(server.touchIds("pixel-"))
                .containsExactly(
                        "pixel-alias", "pixel-group", "pixel-identify", "pixel-page", "pixel-screen", "pixel-track");
    }

    @Test
    void rudderStacksPixelSpellsItsFieldsOut() throws Exception {
        server.get("/pixel/v1/track?writeKey=%s&messageId=rudder-pixel&event=Seen&anonymousId=a&properties.sku=S1"
                .formatted(server.writeKey()));

        assertThat(server.ask("SELECT name, item FROM touch WHERE touch_id = 'rudder-pixel'"))
                .containsExactly(List.of("Seen", "S1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/pixel/track", "/v1/pixel/track?data=", "/v1/pixel/page?data=%7Bnot-json",
                "/v1/pixel/track?data=%ff%fe&data", "/pixel/v1/page?writeKey=nobodys", "/v1/pixel/identify?=&&=&"
            })
    void aPixelIsAPictureWhateverWasAsked(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(answer.body()).startsWith("GIF89a");
    }

    /** As a browser sends what stands in a page: quotes are written otherwise, brackets and bars are not. */
    @Test
    void aPixelsDataMayStandInItsAddressAsItIs() throws Exception {
        String data = "{%22writeKey%22:%22" + server.writeKey()
                + "%22,%22messageId%22:%22raw-pixel%22,%22event%22:%22Mail|Opened%22,%22userId%22:%22u%22}";
        URI uri = URI.create(server.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write("GET /v1/pixel/track?data=%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(data)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 200")
                    .contains("GIF89a");
        }

        assertThat(server.touchIds("raw-pixel")).containsExactly("raw-pixel");
    }

    @Test
    void pagesOfOtherSitesMayShowThePixelAndReadAnswers() throws Exception {
        String event = "/pixel/v1/track?writeKey=%s&messageId=checked-link&event=Seen&anonymousId=a"
                .formatted(server.writeKey());
        assertThat(server.send(server.request(event).HEAD()).statusCode())
                .as("who only checks a link has seen nothing")
                .isEqualTo(200);
        assertThat(server.touchIds("checked-link")).isEmpty();
        assertThat(server.post(event, "").statusCode()).isEqualTo(405);

        HttpResponse<String> pixel = server.get("/v1/pixel/track?data=");
        HttpResponse<String> answer = server.post("/v1/track", "{}");

        assertThat(pixel.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void theBrowsersSdkIsToldToSendHere(String end) throws Exception {
        HttpResponse<String> answer = server.get("/v1/projects/%s/settings%s".formatted(server.writeKey(), end));

        JsonNode integrations = json(answer).path("integrations");
        assertThat(integrations.propertyNames()).containsExactly("Segment.io");
        JsonNode segment = integrations.path("Segment.io");
        assertThat(segment.path("apiKey").asString()).isEqualTo(server.writeKey());
        assertThat(segment.path("protocol").asString() + "://"
                        + segment.path("apiHost").asString())
                .isEqualTo(server.url() + "/v1");
        assertThat(json(answer).path("metrics").path("sampleRate").asInt(-1)).isZero();
    }

    @Test
    void theSettingsOfAnUnknownKeyAreNotThereSoThatTheSdkKeepsQuiet() throws Exception {
        HttpResponse<String> answer = server.get("/v1/projects/nobodys/settings");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("code").asString()).isEqualTo("invalid_write_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sourceConfig/", "/sourceConfig"})
    void rudderStacksSdkFindsItsSource(String path) throws Exception {
        JsonNode source = json(server.get(path + "?p=web&v=3.0.0&writeKey=" + server.writeKey()))
                .path("source");

        assertThat(source.path("id").asString()).isEqualTo(LiveServer.SOURCE);
        assertThat(source.path("enabled").asBoolean()).isTrue();
        assertThat(source.path("config").isObject()).isTrue();
        assertThat(source.path("destinations").isArray()).isTrue();
        assertThat(server.get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void whatSdksTellOfThemselvesIsHeardAndForgotten() throws Exception {
        assertThat(json(server.post("/v1/m", "{\"series\":[]}", "Content-Type", "text/plain"))
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(server.post("/rsaMetrics", "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/t", "/v1/import/", "/v1/projects/x/settings"})
    void aBrowserMayAskBeforeItSends(String path) throws Exception {
        HttpResponse<String> answer = server.send(server.request(
                        path,
                        "Origin",
                        "https://shop.example",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type,x-retry-count")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isBetween(200, 204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("POST", "GET", "OPTIONS");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains(
                        "Authorization", "Content-Type", "X-Retry-Count", "AnonymousId", "SentAt", "Rsa-Retry-Attempt");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).isPresent();
    }

    @Test
    void aPageOfAnyOriginMayReadWhenToComeAgain() throws Exception {
        HttpResponse<String> answer = server.post("/v1/t", "{", "Origin", "https://shop.example");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("Retry-After");
        assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Origin");
    }
}
