package io.tidebank.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidebank.brand.Tidebank;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Feeds as an operator sees and handles them over HTTP; what they read does not answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsOverHttpTest {

    private static final String FEEDS = "/api/v1/brands/shop/feeds";

    /** Nobody listens on port 1. */
    private static final String LOST = """
            feed: 1
            kind: kafka
            source: till
            kafka:
              bootstrap: 127.0.0.1:1
              topics: [orders]
              properties: {default.api.timeout.ms: 300, request.timeout.ms: 200}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private Tidebank tidebank;
    private TidebankServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        file("orders", LOST);
        file("wrong", LOST.replace("topics: [orders]", "topics: []"));
        tidebank = Tidebank.open(home);
        tidebank.sources().create("shop", "till");
        server = TidebankServer.start(tidebank, home, 0);
    }

    private void file(String name, String yaml) throws IOException {
        Path feeds = Files.createDirectories(home.resolve("methods/feeds/shop"));
        Files.writeString(feeds.resolve(name + ".yaml"), yaml);
    }

    @AfterAll
    void stop() {
        server.close();
        tidebank.close();
        http.close();
    }

    @Test
    void aFaultIsSeenInTheListInTheMetricsAndAfterAMinuteInTheHealth() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(feed("orders").path("state").asString()).isEqualTo("fault"));

        assertThat(feed("orders").path("fault").asString())
                .startsWith("FEED_UNREACHABLE: Kafka does not answer feed 'orders'");
        assertThat(feed("wrong").path("state").asString()).isEqualTo("invalid");
        assertThat(feed("wrong").path("fault").asString()).startsWith("feeds/shop/wrong.yaml:6: kafka.topics: ");
        assertThat(get("/metrics").body())
                .contains("tidebank_feed_well{brand=\"shop\",feed=\"orders\"} 0.0", "tidebank_feed_faults_total{");
        JsonNode ready = json(get("/health/ready"));
        assertThat(part(ready, "feed orders of shop").path("ok").asBoolean()).isTrue();
        assertThat(part(ready, "feed orders of shop").path("message").asString())
                .startsWith("fault: FEED_UNREACHABLE");
        assertThat(part(ready, "feed wrong of shop").path("ok").asBoolean()).isFalse();
        assertThat(ready.path("ready").asBoolean())
                .as("a server takes events though a feed cannot")
                .isTrue();
    }

    @Test
    void aFeedStandsStillUntilItIsToldToGoOn() throws Exception {
        file("still", LOST);
        assertThat(post(FEEDS + "/still/pause").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(feed("still").path("state").asString()).isEqualTo("paused"));
        assertThat(feed("still").path("fault").isNull()).isTrue();

        post(FEEDS + "/still/resume");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(feed("still").path("state").asString()).isEqualTo("fault"));
    }

    @Test
    void aCheckAndARunSayWhyTheyCannot() throws Exception {
        HttpResponse<String> check = post(FEEDS + "/orders/check");
        assertThat(check.statusCode()).isEqualTo(500);
        assertThat(json(check).path("code").asString()).isEqualTo("FEED_UNREACHABLE");
        assertThat(post(FEEDS + "/nobody/check").statusCode()).isEqualTo(404);

        String job = json(post(FEEDS + "/orders/run")).path("id").asString();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                json(get("/api/v1/jobs/" + job)).path("code").asString(""))
                        .isEqualTo("FEED_UNREACHABLE"));
    }

    private JsonNode feed(String name) throws Exception {
        return named(json(get(FEEDS)), name);
    }

    private static JsonNode part(JsonNode ready, String name) {
        return named(ready.path("parts"), name);
    }

    private static JsonNode named(JsonNode all, String name) {
        return all.valueStream()
                .filter(one -> one.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> post(String path) throws Exception {
        return http.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String token = ServerFile.find(home).orElseThrow().token();
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return WireJson.mapper().readTree(response.body());
    }
}
