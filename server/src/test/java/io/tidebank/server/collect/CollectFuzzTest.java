package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.intake.Tail.Counts;
import io.tidebank.server.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever comes in, no answer is a fault of ours, nothing is lost without a word, and nothing stays behind.
 * {@code -Dfuzz.rounds=} makes it longer, {@code -Dfuzz.seed=} repeats or changes it.
 */
class CollectFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1500);
    private static final long SEED = Long.getLong("fuzz.seed", 42);
    private static final Set<Integer> OF_HTTP_ITSELF = Set.of(501, 505);
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})");
    private static final int SLOW_ONES = 20;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final FuzzedRequests requests = new FuzzedRequests(random);
    private LiveServer server;
    private String other;
    private long told;

    @BeforeEach
    void start() {
        server = LiveServer.start(folder.resolve("home"));
        other = server.tidebank().sources().create(LiveServer.BRAND, "broken").writeKey();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingIsLostAndNothingStays() throws Exception {
        run(ROUNDS / 5);
        long heap = heap();
        int threads = threads();

        run(ROUNDS);

        assertThat(server.told("/v1/track", "{\"event\":\"e\",\"userId\":\"u\"}")
                        .statusCode())
                .isEqualTo(200);
        told++;
        assertThat(heap() - heap).as("growth of the heap").isLessThan(48L << 20);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(threads()).as("threads").isLessThanOrEqualTo(threads + 5));
        assertEveryEventHasAnEnd();
    }

    private void run(int rounds) throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String story = "seed %d, round %d".formatted(SEED, round);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> json(story, "/v1/batch", requests.batch());
                case 3, 4 -> json(story, "/v1/track", requests.event());
                case 5, 6 -> bytes(story);
                case 7 -> headers(story);
                case 8 -> raw(story);
                default -> slow.add(slow(slow.size()));
            }
            if (slow.size() == SLOW_ONES) {
                closeAll(slow);
            }
        }
        closeAll(slow);
    }

    /** What is JSON is taken whole, each event with its own end, or refused whole with a reason. */
    private void json(String story, String path, ObjectNode body) throws Exception {
        byte[] bytes = FuzzedRequests.bytes(body);
        HttpResponse<String> answer = server.post(
                path, random.nextBoolean() ? FuzzedRequests.gzip(bytes) : bytes, "Authorization", server.basic());
        check(story, answer);
        if (answer.statusCode() == 200) {
            told += body.has("batch") && path.endsWith("batch")
                    ? body.path("batch").size()
                    : 1;
        }
    }

    private void bytes(String story) throws Exception {
        byte[] body = requests.broken();
        String path =
                random.nextBoolean() ? "/v1/batch" : "/v1/" + requests.one(List.of("t", "i", "p", "import/", "m"));
        HttpRequest.Builder request = server.request(path, "Authorization", LiveServer.basic(other));
        if (random.nextBoolean()) {
            request.header("Content-Encoding", requests.one(List.of("gzip", "br", "identity", "deflate, gzip")));
        }
        check(
                story,
                server.send(request.POST(
                        random.nextBoolean()
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))));
    }

    private void headers(String story) throws Exception {
        HttpRequest.Builder request = server.request("/v1/t");
        for (String name :
                List.of("Authorization", "Content-Type", "SentAt", "AnonymousId", "Origin", "X-Forwarded-Proto")) {
            request.header(
                    name,
                    requests.one(List.of("", "Basic", "Basic =", "Basic /////w==", "x".repeat(2000), "\"", "-1")));
        }
        String method = requests.one(List.of("POST", "PUT", "GET", "OPTIONS", "HEAD", "PROPFIND", "X"));
        HttpResponse<String> answer =
                server.send(request.method(method, BodyPublishers.ofByteArray(FuzzedRequests.bytes(requests.event()))));
        assertThat(answer.statusCode()).as(story).isLessThan(500);
    }

    private static void check(String story, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", story, answer.body()).isLessThan(500);
        if (answer.statusCode() != 200) {
            assertThat(LiveServer.json(answer).path("code").asString())
                    .as(story)
                    .isNotEmpty();
            assertThat(LiveServer.json(answer).path("message").asString())
                    .as(story)
                    .isNotEmpty();
        }
    }

    /** Bytes on a socket of which one half is closed at once. */
    private void raw(String story) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(requests.raw());
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            Matcher status = STATUS.matcher(answer);
            if (status.find()) {
                int code = Integer.parseInt(status.group(1));
                assertThat(code < 500 || OF_HTTP_ITSELF.contains(code))
                        .as("%s: %s", story, answer)
                        .isTrue();
            }
        } catch (SocketException _) {
            // The server need not listen to the end of what is no HTTP.
            return;
        }
    }

    /** Somebody who sends a little and then nothing, and goes away at last. */
    private Socket slow(int number) throws IOException {
        Socket socket = socket();
        String head = "POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{\"batch\":[";
        int sent = number % 2 == 0 ? head.length() : random.nextInt(head.length());
        socket.getOutputStream().write(head.substring(0, sent).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private Socket socket() throws IOException {
        URI url = URI.create(server.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Accepted, known already, put aside with a reason, or without effect: every event that was answered 200. */
    private void assertEveryEventHasAnEnd() {
        server.ask("SELECT 1");
        Counts counts =
                Objects.requireNonNull(server.brand().intake().tail().counts().get(LiveServer.SOURCE));
        assertThat(counts.accepted() + counts.duplicates() + counts.quarantined() + counts.dropped())
                .as("seed %d: %s", SEED, counts)
                .isEqualTo(told);
        assertThat(counts.quarantined()).isPositive();
        assertThat(server.brand().importer().quarantined().rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(String.valueOf(row.get(3))).matches("[A-Z_]+"));
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Threads of the platform and of the server's requests. */
    private int threads() throws IOException {
        Path dump = Files.createTempDirectory(folder, "threads").resolve("dump.json");
        ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
        int count = 0;
        for (var container : WireJson.mapper()
                .readTree(Files.readString(dump))
                .path("threadDump")
                .path("threadContainers")) {
            count += container.path("threads").size();
        }
        return count;
    }
}
