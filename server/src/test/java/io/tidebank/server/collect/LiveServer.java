package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.collect.feed.kafka.KafkaBroker;
import io.tidebank.server.ServerFile;
import io.tidebank.server.TidebankServer;
import io.tidebank.server.wire.WireJson;
import io.tidebank.sql.Progress;
import java.io.IOException;
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
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server on a home of its own with one source, spoken to as senders do and asked what it took. */
public final class LiveServer implements AutoCloseable {

    public static final String BRAND = "demo";
    public static final String SOURCE = "web";

    /** Where requests wait if Kafka is the journal. */
    static final String TOPIC = "tidebank-demo";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final Tidebank tidebank;
    private final TidebankServer server;
    private final String writeKey;

    private LiveServer(Path home, Tidebank tidebank) {
        this.home = home;
        this.tidebank = tidebank;
        this.writeKey = tidebank.sources().create(BRAND, SOURCE).writeKey();
        this.server = TidebankServer.start(tidebank, home, 0);
        first(tidebank.sources().create(BRAND, "fixture").writeKey());
    }

    /** Starts one in a folder that is not there yet. */
    public static LiveServer start(Path home) {
        Tidebank.init(home, BRAND, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        return new LiveServer(home, Tidebank.open(home));
    }

    /** The same with settings of its own for collection. */
    public static LiveServer start(Path home, String collection) throws IOException {
        Tidebank.init(home, BRAND, ZoneId.of("UTC"), Currency.getInstance("EUR"));
        Path folder = Files.createDirectories(home.resolve("methods/collection"));
        Files.writeString(folder.resolve(BRAND + ".yaml"), collection);
        return new LiveServer(home, Tidebank.open(home));
    }

    /** The same whose journal is Kafka; {@code more} are further settings of that. */
    public static LiveServer overKafka(Path home, KafkaBroker broker, String more) throws IOException {
        broker.topic(TOPIC, 3);
        broker.topic(TOPIC + ".sources", 1);
        return start(home, """
                collection: 1
                journal:
                  kafka:
                    bootstrap: %s
                    topic: %s
                    answer_seconds: 2
                    collectors: true
                    properties: {default.api.timeout.ms: 3000, request.timeout.ms: 1000, metadata.max.age.ms: 500}
                %s""".formatted(broker.bootstrap(), TOPIC, more.indent(4)));
    }

    /** A brand that has nothing cannot be asked. */
    private void first(String key) {
        try {
            HttpResponse<String> answer =
                    post("/v1/track", "{\"event\":\"First\",\"userId\":\"nobody\"}", "Authorization", basic(key));
            assertThat(answer.statusCode()).isEqualTo(200);
            settle();
            brand().intake().commit();
            brand().refresh(Progress.NONE);
        } catch (Exception e) {
            throw new IllegalStateException("The first event was not taken", e);
        }
    }

    public String url() {
        return server.url();
    }

    public Path home() {
        return home;
    }

    public String writeKey() {
        return writeKey;
    }

    public Tidebank tidebank() {
        return tidebank;
    }

    public Brand brand() {
        return tidebank.brand(BRAND);
    }

    /** The header by which the source is known. */
    public String basic() {
        return basic(writeKey);
    }

    /** The header of whoever may read the home's folder. */
    String local() {
        return "Bearer " + ServerFile.find(home).orElseThrow().token();
    }

    public static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
        return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    /** A request in the source's name. */
    HttpResponse<String> told(String path, String body) throws Exception {
        return post(path, body, "Authorization", basic());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Waits until what this server put into Kafka has come to the home. */
    private void settle() {
        brand().topic()
                .ifPresent(topic -> Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> topic.status().read() >= topic.status().written()));
    }

    /** Brings everything accepted so far into the lake, then asks it. */
    public List<List<@Nullable Object>> ask(String select) {
        settle();
        while (brand().intake().commit().tookSomething()) {}
        return brand().sql(select, brand().info().snapshot()).rows();
    }

    /** Ids of the touches in the lake that begin like this, in order. */
    List<String> touchIds(String start) {
        return ask("SELECT touch_id FROM touch WHERE starts_with(touch_id, '%s') ORDER BY 1".formatted(start)).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return WireJson.mapper().readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        tidebank.close();
        http.close();
    }
}
