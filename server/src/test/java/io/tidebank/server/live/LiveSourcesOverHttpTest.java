package io.tidebank.server.live;

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
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Live sources as an operator handles them over HTTP, and what is seen of their events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveSourcesOverHttpTest {

    private static final String SOURCES = "/api/v1/brands/shop/sources";
    private static final String LIVE = "/api/v1/brands/shop/live";

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private Tidebank tidebank;
    private TidebankServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        Path methods = Files.createDirectories(home.resolve("methods/collection"));
        Files.writeString(methods.resolve("shop.yaml"), """
                collection: 1
                limits: {event_kb: 20, events_per_second: 900}
                journal: {memory_days: 40}
                """);
        Tidebank.init(home, "quiet", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        tidebank = Tidebank.open(home);
        server = TidebankServer.start(tidebank, home, 0);
    }

    @AfterAll
    void stop() {
        server.close();
        tidebank.close();
        http.close();
    }

    @Test
    void aKeyIsInTheAnswerThatMakesItAndInNoOther() throws Exception {
        HttpResponse<String> made = post(SOURCES, "{\"source\":\"web\"}");
        String key = json(made).path("write_key").asString();

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(made).propertyNames()).containsExactlyInAnyOrder("source", "write_key");
        assertThat(get(SOURCES).body()).contains("\"name\":\"web\"").doesNotContain(key);
        assertThat(post(SOURCES, "{\"source\":\"web\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void aWebhookThatCannotBeLeavesNoSourceWhoseKeyNobodyHas() throws Exception {
        HttpResponse<String> shapeless =
                post(SOURCES + "/stray/webhook", "{\"kind\":\"generic\",\"shape\":\"no-such-shape\",\"secret\":\"s\"}");
        HttpResponse<String> unsigned = post(SOURCES + "/stray/webhook", "{\"kind\":\"generic\"}");

        assertThat(shapeless.statusCode()).isBetween(400, 404);
        assertThat(unsigned.statusCode()).isEqualTo(404);
        assertThat(json(unsigned).path("code").asString()).isEqualTo("SOURCE_NOT_FOUND");
        assertThat(json(unsigned).path("detail").asString()).contains("tidebank source create stray");
        assertThat(get(SOURCES).body()).doesNotContain("stray");
    }

    @Test
    void aSourceIsSwitchedOffAndOnAndToldWhatItMaySend() throws Exception {
        String key = create("till");

        assertThat(json(post(SOURCES + "/till/disable", "")).path("enabled").asBoolean(true))
                .isFalse();
        assertThat(track(key, "Till Opened").statusCode()).isEqualTo(403);
        post(SOURCES + "/till/enable", "");
        assertThat(track(key, "Till Opened").statusCode()).isEqualTo(200);
        JsonNode allowed = json(post(SOURCES + "/till/allow", "{\"names\":[\"B\",\"A\"]}"));
        assertThat(allowed.path("allowed").valueStream().map(JsonNode::asString))
                .containsExactly("A", "B");
        assertThat(json(post(SOURCES + "/till/default-kind", "{\"kind\":\"visit\"}"))
                        .path("default_kind")
                        .asString())
                .isEqualTo("visit");
        assertThat(json(post(SOURCES + "/till/default-kind", "{\"kind\":\"nonsense\"}"))
                        .path("code")
                        .asString())
                .isEqualTo("SOURCE_INVALID");
        assertThat(post(SOURCES + "/nobody/enable", "").statusCode()).isEqualTo(404);
    }

    @Test
    void anOldKeyWorksAsLongAsTheRotationSays() throws Exception {
        String old = create("app");
        String next = json(post(SOURCES + "/app/rotate", "{\"old_keys_work\":\"PT1H\"}"))
                .path("write_key")
                .asString();
        assertThat(track(old, "A").statusCode()).isEqualTo(200);

        post(SOURCES + "/app/rotate", "{\"old_keys_work\":\"PT0S\"}");

        assertThat(track(next, "A").statusCode()).isEqualTo(401);
        for (String wrong : List.of("-PT1H", "PT2562047788015215H")) {
            assertThat(post(SOURCES + "/app/rotate", "{\"old_keys_work\":\"%s\"}".formatted(wrong))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(post(SOURCES + "/app/allow", "{\"names\":[null]}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLimitsThatHoldAreSeen() throws Exception {
        create("limited");

        JsonNode limits = json(get(LIVE)).path("limits");
        assertThat(limits).isEqualTo(WireJson.mapper().readTree("""
                {"event_bytes":20480,"batch_bytes":512000,"batch_events":2500,"depth":64,"past_days":3650,"future_hours":24,
                 "webhook_bytes":4194304,"events_per_second":900,"journal":{"batch_bytes":16777216,
                 "waiting_requests":4096,"waiting_bytes":67108864,"lag_bytes":4294967296,"free_disk":2147483648,
                 "memory_days":40,"memory_bytes":2147483648}}"""));
        assertThat(json(get("/api/v1/brands/quiet/live")).path("limits").isNull())
                .isTrue();
    }

    @Test
    void whatBecameOfEachEventIsSeen() throws Exception {
        String key = create("seen");
        track(key, "Product Viewed");
        post(key, "{\"type\":\"track\",\"event\":\"No One\",\"messageId\":\"bad-1\"}");

        JsonNode events = json(get(LIVE + "/events?source=seen"));
        assertThat(events.get(0).path("name").asString()).isEqualTo("Product Viewed");
        assertThat(events.get(0).path("kind").asString()).isEqualTo("view");
        assertThat(events.get(0).path("fate").asString()).isEqualTo("accepted");
        assertThat(events.get(1).path("fate").asString()).isEqualTo("quarantined");
        assertThat(events.get(1).path("reason").asString()).isNotEmpty();
        long number = events.get(0).path("number").asLong();
        assertThat(json(get(LIVE + "/events?source=seen&after=" + number)).size())
                .isEqualTo(1);
        assertThat(get(LIVE + "/events?source=nobody").statusCode()).isEqualTo(404);

        JsonNode counts = json(get(LIVE))
                .path("sources")
                .valueStream()
                .filter(source -> source.path("source").asString().equals("seen"))
                .findFirst()
                .orElseThrow();
        assertThat(counts.path("accepted").asLong()).isEqualTo(1);
        assertThat(counts.path("quarantined").asLong()).isEqualTo(1);
        assertThat(counts.path("kinds").path("view").asLong()).isEqualTo(1);
    }

    @Test
    void theStreamTellsOfAnEventThatComesWhileItIsOpen() throws Exception {
        String key = create("streamed");
        HttpResponse<Stream<String>> stream =
                http.send(local(LIVE + "/stream?source=streamed").build(), BodyHandlers.ofLines());

        try (Stream<String> lines = stream.body()) {
            Iterator<String> told = lines.iterator();
            assertThat(told.next()).isEqualTo("event: status");
            track(key, "Product Added");

            String line = told.next();
            while (!line.contains("Product Added")) {
                line = told.next();
            }
            assertThat(line).startsWith("data: ").contains("\"kind\":\"cart\"", "\"fate\":\"accepted\"");
        }
    }

    @Test
    void metricsSayWhatCameAndHowTheJournalStands() throws Exception {
        String key = create("measured");
        track(key, "Product Viewed");
        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(metrics.body())
                .contains(
                        "tidebank_live_events_total{brand=\"shop\",fate=\"accepted\",source=\"measured\"} 1.0",
                        "tidebank_live_touches_total{brand=\"shop\",kind=\"view\",source=\"measured\"} 1.0",
                        "tidebank_journal_lag_events{brand=\"shop\"}",
                        "tidebank_journal_writable{brand=\"shop\"} 1.0",
                        "tidebank_refresh_seconds_count{brand=\"quiet\"}",
                        "tidebank_collect_request_seconds_bucket{status=\"200\",le=\"+Inf\"}",
                        "jvm_memory_used_bytes{area=\"heap\"}",
                        "process_cpu_seconds_total")
                .doesNotContain(key)
                .doesNotContain("brand=\"quiet\",source");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get("/metrics").body())
                        .contains("tidebank_lake_last_commit_age_seconds{brand=\"shop\"}"));
    }

    @Test
    void readinessCoversTheJournalAndTheCommits() throws Exception {
        create("ready");
        HttpResponse<String> ready = get("/health/ready");

        assertThat(ready.body()).contains("\"journal shop\"", "\"lake commits shop\"", "wait for the lake");
        assertThat(ready.body()).doesNotContain("journal quiet");
    }

    @Test
    void nothingIsChangedFromAForeignPage() throws Exception {
        HttpRequest foreign = request(SOURCES)
                .header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.ofString("{\"source\":\"foreign\"}"))
                .build();

        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(json(get("/api/v1/brands/quiet/live")).path("collector").toString())
                .as("a server on this machine alone, of which nobody said where it is reached")
                .isEqualTo("{\"url\":null,\"from_elsewhere\":false}");
        assertThat(json(get("/api/v1/brands/quiet/live")).path("journal").isNull())
                .isTrue();
    }

    private String create(String name) throws IOException, InterruptedException {
        return json(post(SOURCES, "{\"source\":\"%s\"}".formatted(name)))
                .path("write_key")
                .asString();
    }

    private HttpResponse<String> track(String key, String event) throws IOException, InterruptedException {
        return post(key, "{\"type\":\"track\",\"event\":\"%s\",\"userId\":\"u1\"}".formatted(event));
    }

    /** To a path of the API; to the collection endpoint in the name of a key. */
    private HttpResponse<String> post(String pathOrKey, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                pathOrKey.startsWith("/") ? local(pathOrKey) : request("/v1/track?writeKey=" + pathOrKey);
        return http.send(
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(local(path).build(), BodyHandlers.ofString());
    }

    /** As a program of the machine's own user. */
    private HttpRequest.Builder local(String path) {
        return request(path)
                .header(
                        "Authorization",
                        "Bearer " + ServerFile.find(home).orElseThrow().token());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return WireJson.mapper().readTree(response.body());
    }
}
