package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.feed.kafka.KafkaBroker;
import io.tidebank.collect.topic.CollectorGates;
import io.tidebank.collect.topic.TopicSettings;
import io.tidebank.server.Listening;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors without a home beside the home's own server, as senders and balancers see them. */
class CollectorServerTest {

    private static final String TRACK = "/v1/track";
    private static final Duration SECONDS = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private KafkaBroker broker;

    @BeforeEach
    void startBroker() {
        broker = new KafkaBroker(folder.resolve("broker"));
    }

    @AfterEach
    void stopBroker() {
        broker.close();
        http.close();
    }

    /** A collector with what it learns. */
    private final class Collecting implements AutoCloseable {

        private final CollectorGates gates = CollectorGates.open(
                TopicSettings.ofCollector(
                        broker.bootstrap(),
                        LiveServer.TOPIC,
                        Map.of("default.api.timeout.ms", "3000", "request.timeout.ms", "1000")),
                Clock.systemUTC());
        private final CollectorServer server =
                CollectorServer.start(gates, Listening.loopback(0), 1 << 20, Clock.systemUTC());

        HttpResponse<String> post(String path, String body, String key) throws Exception {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + path))
                            .header("Authorization", LiveServer.basic(key))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }

        HttpResponse<String> look(String path, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        }

        void awaitReady() {
            Awaitility.await().atMost(SECONDS).until(() -> look("/health/ready").statusCode() == 200);
        }

        @Override
        public void close() {
            server.close();
            gates.close();
        }
    }

    private static String event(String messageId) {
        return "{\"event\":\"Seen\",\"messageId\":\"%s\",\"userId\":\"u\"}".formatted(messageId);
    }

    @Test
    void severalCollectorsAndTheHomeTakeTheSameAndEachEventCountsOnce() throws Exception {
        try (LiveServer home = LiveServer.overKafka(folder.resolve("home"), broker, "");
                Collecting one = new Collecting();
                Collecting other = new Collecting()) {
            one.awaitReady();
            other.awaitReady();

            assertThat(one.post(TRACK, event("t-a"), home.writeKey()).body()).isEqualTo("{\"success\":true}");
            assertThat(other.post(TRACK, event("t-a"), home.writeKey()).statusCode())
                    .isEqualTo(200);
            assertThat(other.post(
                                    "/v1/batch",
                                    "{\"batch\":[{\"type\":\"track\",\"event\":\"nobody's\"},{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"t-b\"}]}",
                                    home.writeKey())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(home.told(TRACK, event("t-a")).statusCode()).isEqualTo(200);

            Awaitility.await().atMost(SECONDS).until(() -> home.touchIds("t-").equals(List.of("t-a", "t-b")));
            assertThat(home.brand().intake().quarantined().rows()).isEqualTo(1);
            assertThat(one.post(TRACK, "{", home.writeKey()).statusCode()).isEqualTo(400);
            assertThat(one.post(TRACK, event("x"), "nobodys").statusCode()).isEqualTo(401);
            assertThat(one.look("/v1/projects/%s/settings".formatted(home.writeKey()))
                            .body())
                    .contains("Segment.io");
            assertThat(one.look("/metrics").body())
                    .contains("# TYPE tidebank_topic_written_total counter\ntidebank_topic_written_total 1")
                    .contains("tidebank_collect_bodies_limit_bytes 1048576")
                    .contains("code=\"invalid_json\"} 1")
                    .contains("tidebank_collect_request_seconds_count{status=\"200\"} 2")
                    .contains("tidebank_collect_request_seconds_bucket{status=\"401\",le=\"+Inf\"} 1");
            HttpResponse<String> forwarded = one.look("/metrics", "X-Forwarded-For", "10.1.1.1");
            assertThat(forwarded.statusCode()).isEqualTo(403);
            assertThat(forwarded.body()).doesNotContain("tidebank_");
            assertThat(one.look("/api/v1/brands").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aCollectorRefusesUntilItKnowsAndFollowsWhatIsChanged() throws Exception {
        try (Collecting early = new Collecting()) {
            HttpResponse<String> refused = early.post(TRACK, event("e"), "any");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(early.look("/health/ready").statusCode()).isEqualTo(503);
            assertThat(early.look("/health/live").statusCode()).isEqualTo(200);

            try (LiveServer home = LiveServer.overKafka(folder.resolve("home"), broker, "")) {
                early.awaitReady();
                assertThat(early.post(TRACK, event("e"), home.writeKey()).statusCode())
                        .isEqualTo(200);

                home.tidebank().sources().disable(LiveServer.BRAND, LiveServer.SOURCE);
                Awaitility.await()
                        .atMost(SECONDS)
                        .until(() ->
                                early.post(TRACK, event("f"), home.writeKey()).statusCode() == 403);
                String fresh = home.tidebank()
                        .sources()
                        .create(LiveServer.BRAND, "app")
                        .writeKey();
                Awaitility.await()
                        .atMost(SECONDS)
                        .until(() -> early.post(TRACK, event("g"), fresh).statusCode() == 200);
                assertThat(early.post(TRACK, event("h"), "nobodys").statusCode())
                        .isEqualTo(401);

                broker.stop();
                Awaitility.await()
                        .atMost(SECONDS)
                        .until(() -> early.post(TRACK, event("h"), "nobodys").statusCode() == 503);
                assertThat(early.look("/metrics").body()).contains("tidebank_topic_sources_readable 0");
                broker.start();
                Awaitility.await()
                        .atMost(SECONDS)
                        .until(() -> early.post(TRACK, event("h"), "nobodys").statusCode() == 401);
            }
        }
    }

    @Test
    void whileKafkaIsAwaySendersAreToldToComeAgainAndAfterwardsAllIsThereOnce() throws Exception {
        try (LiveServer home = LiveServer.overKafka(folder.resolve("home"), broker, "")) {
            assertThat(home.told(TRACK, event("k-a")).statusCode()).isEqualTo(200);
            broker.stop();

            HttpResponse<String> refused = home.told(TRACK, event("k-b"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(home.get("/health/ready", "Authorization", home.local()).body())
                    .contains("journal topic demo", "Kafka takes nothing in topic");
            assertThat(home.get("/metrics", "Authorization", home.local()).body())
                    .contains("tidebank_topic_writable{brand=\"demo\"} 0");

            broker.start();
            Awaitility.await()
                    .atMost(SECONDS)
                    .until(() -> home.told(TRACK, event("k-b")).statusCode() == 200);
            Awaitility.await().atMost(SECONDS).until(() -> home.touchIds("k-").equals(List.of("k-a", "k-b")));
            assertThat(home.get("/api/v1/brands/demo/live", "Authorization", home.local())
                            .body())
                    .contains("\"waiting_in_kafka\":0");
        }
    }
}
