package io.tidebank.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidebank.brand.Tidebank;
import io.tidebank.collect.feed.jdbc.rows.PostgresServer;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        assertThat(check.statusCode()).isEqualTo(409);
        assertThat(json(check).path("code").asString()).isEqualTo("FEED_UNREACHABLE");
        assertThat(post(FEEDS + "/nobody/check").statusCode()).isEqualTo(404);

        String job = json(post(FEEDS + "/orders/run")).path("id").asString();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                json(get("/api/v1/jobs/" + job)).path("code").asString(""))
                        .isEqualTo("FEED_UNREACHABLE"));
    }

    @Test
    void aTableIsReadCountedAndPaused() throws Exception {
        String url = PostgresServer.shared().database();
        PostgresServer.execute(
                url,
                "CREATE TABLE point (id int PRIMARY KEY, updated_at timestamptz, type text, event text, \"userId\" text)",
                "INSERT INTO point SELECT n, now() - interval '1 h', 'track', 'Signed Up', 'u' || n FROM generate_series(1, 30) n");
        Files.writeString(home.resolve("password"), PostgresServer.PASSWORD);
        file("table", """
                feed: 1
                kind: jdbc
                source: till
                every: 1s
                jdbc: {url: '%s', user: %s, password: '${file:password}', table: point, watermark: updated_at, key: [id]}
                """.formatted(url, PostgresServer.USER));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> feed("table").path("accepted").asLong() == 30);
        assertThat(json(post(FEEDS + "/table/check")).path("rows").toString()).contains("No row waits");

        pauseAnd(
                "table",
                () -> PostgresServer.execute(url, "INSERT INTO point VALUES (31, now(), 'track', 'Signed Up', 'u31')"));
        assertThat(feed("table").path("read").asLong()).isEqualTo(30);
        post(FEEDS + "/table/resume");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> feed("table").path("accepted").asLong() == 31);
        assertCounted("table", 31);
    }

    @Test
    void aFolderIsReadCountedAndPaused() throws Exception {
        Path inbox = Files.createDirectories(home.resolve("inbox"));
        file("files", "{feed: 1, kind: folder, source: till, every: 1s, folder: {path: inbox, still: 1s}}");
        drop(inbox, "one.csv", "2026-03-01 10:00:00,order,7,lamp,12.50\n2026-03-01 11:00:00,view,8,vase,\n");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> feed("files").path("accepted").asLong() == 2);
        assertThat(inbox.resolve("one.csv")).doesNotExist();

        pauseAnd("files", () -> drop(inbox, "two.csv", "2026-03-02 10:00:00,view,9,lamp,\n"));
        assertThat(inbox.resolve("two.csv")).exists();
        post(FEEDS + "/files/resume");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> feed("files").path("accepted").asLong() == 3);
        assertThat(tidebank.brand("shop").info().touches()).isGreaterThanOrEqualTo(3);
        assertCounted("files", 3);
    }

    private static void drop(Path inbox, String name, String rows) {
        try {
            Files.writeString(inbox.resolve(name), "occurred_at,kind,user,item,amount\n" + rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something new comes, and is let lie for longer than a feed would take. */
    private void pauseAnd(String feed, Runnable something) throws Exception {
        post(FEEDS + "/" + feed + "/pause");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> feed(feed).path("state").asString().equals("paused"));
        // A step that had begun comes to its end.
        Thread.sleep(1500);
        something.run();
        Thread.sleep(3000);
    }

    private void assertCounted(String feed, int accepted) throws Exception {
        assertThat(get("/metrics").body())
                .contains("tidebank_feed_events_total{brand=\"shop\",fate=\"accepted\",feed=\"%s\"} %d.0"
                        .formatted(feed, accepted));
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
