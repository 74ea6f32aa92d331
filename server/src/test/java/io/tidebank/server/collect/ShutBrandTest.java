package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.webhook.WebhookSettings;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two brands of one server, of which one cannot be opened: its own senders come again, and the other's notice nothing. */
class ShutBrandTest {

    private static final String TRACK = "/v1/track";

    private final HttpClient http = HttpClient.newHttpClient();
    private Path settings;
    private Tidebank tidebank;
    private TidebankServer server;
    private String keyOfShut;
    private String keyOfOpen;
    private Path home;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        home = folder.resolve("home");
        for (String brand : new String[] {"shut", "open"}) {
            Tidebank.init(home, brand, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        }
        settings = Files.createDirectories(home.resolve("methods/collection")).resolve("shut.yaml");
        Files.writeString(settings, "collection: 1\nlimits: nonsense\n");
        tidebank = Tidebank.open(home);
        keyOfShut = tidebank.sources().create("shut", "web").writeKey();
        keyOfOpen = tidebank.sources().create("open", "web").writeKey();
        tidebank.webhook("shut", "shop", WebhookSettings.shopify(), "a secret");
        server = TidebankServer.start(tidebank, home, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        tidebank.close();
        http.close();
    }

    @Test
    void whatMayBeForTheOneThatIsShutIsToldToComeAgain() throws Exception {
        assertThat(post(TRACK, event(""), keyOfShut).statusCode()).isEqualTo(503);
        assertThat(post(TRACK, event(""), keyOfOpen).statusCode()).isEqualTo(200);

        assertThat(post(TRACK, event(keyOfShut), "").statusCode()).isEqualTo(503);
        assertThat(post(TRACK, event(keyOfOpen), "").statusCode()).isEqualTo(200);
        String tooLargeForTheOther = event(keyOfShut) + " ".repeat(600 << 10);
        assertThat(post("/v1/batch", tooLargeForTheOther, "").statusCode()).isEqualTo(503);
        assertThat(post("/v1/batch", "{\"writeKey\":\"%s\"}".formatted(keyOfShut), "")
                        .statusCode())
                .isEqualTo(503);
        assertThat(post("/v1/batch", tooLargeForTheOther, keyOfOpen).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aWebhookOfItIsToldToComeAgainAndNothingOfTheInside() throws Exception {
        HttpResponse<String> answer = post("/webhooks/shut/shop", "{}", "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).path("code").asString()).isEqualTo("unavailable");
        assertThat(answer.body()).doesNotContain("yaml", "throwable", home.toString());
        assertThat(json(answer).path("message").asString())
                .isEqualTo("The server cannot take this request before somebody sets it right: its log says why");
    }

    /** Which no code of ours sees. */
    @Test
    void whatTheContainerRefusesSaysNothingOfTheInside() throws Exception {
        URI uri = URI.create(server.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write("GET /{|} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/json")
                    .doesNotContain("throwable", "java.", "org.apache");
        }
    }

    @Test
    void theServerStaysReadyForTheOtherAndSaysWhichIsShut() throws Exception {
        HttpResponse<String> ready = look("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        JsonNode part = json(ready)
                .path("parts")
                .valueStream()
                .filter(found -> found.path("name").asString().equals("journal shut"))
                .findFirst()
                .orElseThrow();
        assertThat(part.path("ok").asBoolean()).isFalse();
        assertThat(part.path("needed").asBoolean()).isFalse();

        assertThat(look("/metrics").body())
                .contains(
                        "tidebank_brand_readable{brand=\"shut\"} 0",
                        "tidebank_brand_readable{brand=\"open\"} 1",
                        "tidebank_journal_writable{brand=\"open\"} 1");
    }

    @Test
    void onceItsFileIsRightItIsHeardAndWhatNobodyCanReadIsToldWhy() throws Exception {
        assertThat(post(TRACK, event(""), keyOfShut).statusCode()).isEqualTo(503);

        Files.writeString(settings, "collection: 1\n");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> post(TRACK, event(""), keyOfShut).statusCode() == 200);
        HttpResponse<String> broken = post(TRACK, "{", "");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(json(broken).path("code").asString()).isEqualTo("invalid_json");
        assertThat(look("/metrics").body()).contains("tidebank_brand_readable{brand=\"shut\"} 1");
    }

    private static String event(String writeKey) {
        return "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"writeKey\":\"%s\"}".formatted(writeKey);
    }

    private HttpResponse<String> post(String path, String body, String key) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", LiveServer.basic(key));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> look(String path) throws Exception {
        String token = ServerFile.find(home).orElseThrow().token();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return WireJson.mapper().readTree(answer.body());
    }
}
