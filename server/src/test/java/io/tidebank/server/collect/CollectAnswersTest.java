package io.tidebank.server.collect;

import static io.tidebank.server.collect.LiveServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.source.Sources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send, in what wrapping, and what each answer says: always JSON, and the status that SDKs act upon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectAnswersTest {

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
    void theKeyOfTheHeaderCountsMoreThanThatOfTheBody() throws Exception {
        String other =
                server.tidebank().sources().create(LiveServer.BRAND, "other").writeKey();

        server.post("/v1/track", event("both", other), "Authorization", server.basic());
        server.post("/v1/track", event("body", other));
        HttpResponse<String> wrong =
                server.post("/v1/track", event("wrong", other), "Authorization", LiveServer.basic("x"));

        assertThat(server.ask("SELECT touch_id, source FROM touch WHERE touch_id IN ('both', 'body') ORDER BY 1"))
                .containsExactly(List.of("body", "other"), List.of("both", LiveServer.SOURCE));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(server.get("/metrics", "Authorization", server.local()).body())
                .containsPattern("tidebank_live_differing_keys_total\\{brand=\"demo\",source=\"web\"} [1-9]");
    }

    @Test
    void aTokenOfOthersIsPassedOverForTheKeyInTheBody() throws Exception {
        assertThat(server.post("/v1/track", event("oauth", server.writeKey()), "Authorization", "Bearer ey.J.x")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBasicHeaderMayLackItsColon() throws Exception {
        String bare = Base64.getEncoder().encodeToString(server.writeKey().getBytes(StandardCharsets.UTF_8));

        assertThat(server.post("/v1/track", event("bare", ""), "Authorization", "basic " + bare)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theKeyOfABatchMayStandAfterItsEvents() throws Exception {
        HttpResponse<String> answer = server.post("/v1/import/", """
                {"batch":[{"type":"track","event":"e","userId":"u","messageId":"late-key"}],"writeKey":"%s"}""".formatted(server.writeKey()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.touchIds("late-key")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic ", "Basic Og==", "Digest x", "Bearer"})
    void withoutAKeyThatIsKnownNothingIsTaken(String header) throws Exception {
        HttpResponse<String> answer = server.post("/v1/track", event("nobody", "never-made"), "Authorization", header);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("code").asString()).isEqualTo("invalid_write_key");
        assertThat(json(answer).path("error")).isEqualTo(json(answer).path("message"));
        assertThat(server.touchIds("nobody")).isEmpty();
    }

    @Test
    void aSourceThatIsSwitchedOffIsToldSoAndHeardAgainLater() throws Exception {
        Sources sources = server.tidebank().sources();
        String key = sources.create(LiveServer.BRAND, "off").writeKey();
        sources.disable(LiveServer.BRAND, "off");

        HttpResponse<String> answer = server.post("/v1/track", event("off", key));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("code").asString()).isEqualTo("source_disabled");
        HttpResponse<String> settings = server.get("/v1/projects/%s/settings".formatted(key));
        assertThat(settings.statusCode()).isEqualTo(404);
        assertThat(json(settings).path("code").asString()).isEqualTo("source_disabled");
        assertThat(json(settings).path("message").asString()).isEqualTo("This source is switched off");

        sources.enable(LiveServer.BRAND, "off");
        assertThat(server.post("/v1/track", event("on", key)).statusCode()).isEqualTo(200);
        String next = sources.rotate(LiveServer.BRAND, "off", Duration.ZERO).writeKey();
        assertThat(server.post("/v1/track", event("old", key)).statusCode()).isEqualTo(401);
        assertThat(server.post("/v1/track", event("new", next)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/json; charset=utf-8",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "image/png",
                "no type at all"
            })
    void theContentTypeIsNotLookedAt(String type) throws Exception {
        HttpResponse<String> answer = server.post(
                "/v1/track", event("typed " + type, ""), "Authorization", server.basic(), "Content-Type", type);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.touchIds("typed " + type)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aCompressedBodyIsKnownByItself(boolean chunked, boolean header) throws Exception {
        String id = "gzip %s %s".formatted(chunked, header);
        byte[] body = gzip(event(id, "").getBytes(StandardCharsets.UTF_8));
        var request = server.request("/v1/track", "Authorization", server.basic(), "X", "y");
        if (header) {
            request.header("Content-Encoding", "gzip");
        }

        HttpResponse<String> answer = server.send(request.POST(
                chunked
                        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                        : BodyPublishers.ofByteArray(body)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.touchIds(id)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"br|br", "gzip, Deflate|deflate", "zstd|zstd", "b@r|something else"})
    void anEncodingThatIsNotReadIsNamed(String header, String named) throws Exception {
        byte[] foreign = {0x1b, 0x3f, 0, (byte) 0xf8, 0x25, 0, (byte) 0xa2};

        HttpResponse<String> answer =
                server.post("/v1/batch", foreign, "Authorization", server.basic(), "Content-Encoding", header);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("code").asString()).isEqualTo("unsupported_encoding");
        assertThat(json(answer).path("message").asString())
                .isEqualTo("The body is encoded as '%s'; send it as it is or as gzip".formatted(named));
    }

    @Test
    void anEncodingThatIsSaidAndNotThereIsPassedOver() throws Exception {
        HttpResponse<String> answer =
                server.post("/v1/track", event("said", ""), "Authorization", server.basic(), "Content-Encoding", "br");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.touchIds("said")).hasSize(1);
    }

    @Test
    void oneValueBeyondMeasureCostsItsOwnEventAlone() throws Exception {
        String deep = "[".repeat(70) + "]".repeat(70);
        String batch = "{\"batch\":[%s,%s],\"writeKey\":\"%s\"}"
                .formatted(
                        event("beside", "x").replace("{", "{\"type\":\"track\","),
                        event("deep", "x")
                                .replace("{", "{\"type\":\"track\",\"properties\":{\"x\":%s},".formatted(deep)),
                        server.writeKey());

        HttpResponse<String> answer = server.post("/v1/batch", batch);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(server.touchIds("beside")).hasSize(1);
        assertThat(server.touchIds("deep")).isEmpty();
    }

    @Test
    void aSmallBodyThatInflatesToAHugeOneIsTooLarge() throws Exception {
        byte[] blanks = new byte[64 << 20];
        Arrays.fill(blanks, (byte) ' ');

        HttpResponse<String> answer = server.post("/v1/batch", gzip(blanks), "Authorization", server.basic());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("code").asString()).isEqualTo("too_large");
    }

    @Test
    void aCompressedBodyThatBreaksOffIsSaidToBeBroken() throws Exception {
        byte[] whole = gzip(event("cut", "").getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer =
                server.post("/v1/track", Arrays.copyOf(whole, whole.length / 2), "Authorization", server.basic());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("code").asString()).isEqualTo("invalid_gzip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/track | {             | 400 | invalid_json",
                "/v1/track | []            | 400 | invalid_json",
                "/v1/track | ''            | 400 | invalid_json",
                "/v1/batch | {}            | 400 | invalid_request",
                "/v1/batch | {\"batch\":7} | 400 | invalid_request",
                "/v1/none  | {}            | 404 | not_found",
                "/v1       | {}            | 404 | not_found",
                "/v1/track/x | {}          | 404 | not_found",
                "/beacon/v1/x | {}         | 404 | not_found",
            })
    void whatCanNeverBeTakenIsToldWhy(String path, String body, int status, String code) throws Exception {
        HttpResponse<String> answer = server.told(path, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
        assertThat(json(answer).path("success").asBoolean(true)).isFalse();
        assertThat(json(answer).path("message").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void eventsArePosted(String method) throws Exception {
        HttpResponse<String> answer =
                server.send(server.request("/v1/track").method(method, BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
        assertThat(json(answer).path("code").asString()).isEqualTo("post_only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/..;/api/v1", "/v1/%2e%2e;x=y/api/v1", "/pixel/..;/api/v1", "/v1/../api/v1"})
    void noAddressOfSendersLeadsAroundTheGuardOfTheApi(String way) throws Exception {
        HttpResponse<String> answer =
                server.post(way + "/brands/demo/refresh", "", "Origin", "https://elsewhere.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("NOT_ALLOWED");
    }

    @Test
    void aCallOrABatchBeyondTheLimitsIsRefused() throws Exception {
        String long33 = "\"%s\"".formatted("x".repeat(33 << 10));

        assertThat(server.told(
                                "/v1/track",
                                "{\"event\":\"e\",\"userId\":\"u\",\"properties\":{\"p\":%s}}".formatted(long33))
                        .statusCode())
                .isEqualTo(413);
        assertThat(server.told("/v1/batch", "{\"batch\":[%s]}".formatted(" ".repeat(501 << 10)))
                        .statusCode())
                .isEqualTo(413);
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\"},";
        HttpResponse<String> many = server.told("/v1/batch", "{\"batch\":[%s{}]}".formatted(event.repeat(2500)));
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(json(many).path("code").asString()).isEqualTo("too_many_events");
    }

    @Test
    void aBadEventIsPutAsideAndTheOthersOfItsBatchAreTaken() throws Exception {
        HttpResponse<String> answer = server.told("/v1/batch", """
                {"batch":[{"type":"track","event":"e","userId":"u","messageId":"good"},
                {"type":"track","event":"e","messageId":"whose"},{"type":"dance","userId":"u"},7]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.touchIds("good")).hasSize(1);
        assertThat(server.brand().importer().quarantined().rows())
                .extracting(row -> row.get(3))
                .contains("MISSING_VALUE", "UNKNOWN_TYPE", "WRONG_TYPE");
    }

    @Test
    void whoSendsTooMuchIsToldWhenToComeAgain(@TempDir Path folder) throws Exception {
        try (LiveServer slow = LiveServer.start(folder.resolve("home"), """
                collection: 1
                limits: {events_per_second: 2}
                """)) {
            HttpResponse<String> last = slow.told("/v1/track", event("0", ""));
            for (int i = 1; i < 50 && last.statusCode() == 200; i++) {
                last = slow.told("/v1/track", event(Integer.toString(i), ""));
            }

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(json(last).path("code").asString()).isEqualTo("overloaded");
            assertThat(last.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
            assertThat(last.headers().firstValue("X-RateLimit-Reset"))
                    .isEqualTo(last.headers().firstValue("Retry-After"));
        }
    }

    @Test
    void aFaultOfOursIsNeverTheSenders(@TempDir Path folder) throws Exception {
        try (LiveServer broken = LiveServer.start(folder.resolve("home"))) {
            broken.brand().intake().close();

            HttpResponse<String> answer = broken.told("/v1/track", event("lost", ""));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("code").asString()).isEqualTo("unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static String event(String id, String writeKey) {
        return """
                {"messageId":"%s","event":"e","userId":"u","writeKey":"%s"}""".formatted(id, writeKey);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
