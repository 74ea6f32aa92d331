package io.tidebank.server.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders that announce a body and do not send it: told in JSON that they were too slow, or that nobody expects them. */
class StalledSenderTest {

    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(45).toMillis();

    private LiveServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = LiveServer.start(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSenderThatStopsInTheMiddleIsToldThatItWasTooSlow() throws Exception {
        String answer = halfSent("/v1/track", "Authorization: " + server.basic() + "\r\n", 400);

        assertThat(answer)
                .startsWith("HTTP/1.1 408")
                .contains("application/json")
                .doesNotContain("<html");
    }

    @Test
    void aWebhookThatNobodyExpectsIsAnsweredBeforeItsBodyCame() throws Exception {
        assertThat(halfSent("/webhooks/no/such", "", 4 << 20))
                .startsWith("HTTP/1.1 404")
                .contains("\"not_found\"");
    }

    @Test
    void whoFindsNoRoomForItsBodyComesAgainAndIsTakenOnceThereIs(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectories(folder.resolve("small"));
        Files.writeString(home.resolve("tidebank.yaml"), "version: 1\nserver: {bodies_mb: 1}\n");
        String event = "{\"event\":\"Seen\",\"userId\":\"u\"}";
        try (LiveServer small = LiveServer.start(home, "{collection: 1, limits: {batch_kb: 4000}}")) {
            URI url = URI.create(small.url());
            try (Socket slow = new Socket(url.getHost(), url.getPort())) {
                String head =
                        "POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
                                .formatted(small.basic(), 3 << 20);
                slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().write(" ".repeat(2 << 20).getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().flush();
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> small.told("/v1/track", event).statusCode() == 429);

                HttpResponse<String> later = small.told("/v1/track", event);
                assertThat(later.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(later.body()).contains("overloaded", "there is room for");
                assertThat(small.get("/metrics", "Authorization", small.local()).body())
                        .containsPattern("tidebank_collect_bodies_bytes [1-9]\\d{6}\\.0")
                        .contains("tidebank_collect_bodies_limit_bytes 1048576.0");
            }
            await().atMost(Duration.ofSeconds(45))
                    .until(() -> small.told("/v1/track", event).statusCode() == 200);
        }
    }

    /** Whoever sends there need not say who it is. */
    @Test
    void whatNobodyUsesTakesNoRoom(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectories(folder.resolve("small"));
        Files.writeString(home.resolve("tidebank.yaml"), "version: 1\nserver: {bodies_mb: 1}\n");
        try (LiveServer small = LiveServer.start(home)) {
            URI url = URI.create(small.url());
            try (Socket slow = new Socket(url.getHost(), url.getPort())) {
                slow.getOutputStream()
                        .write("POST /v1/m HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n%s"
                                .formatted(" ".repeat(900_000))
                                .getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().flush();

                for (int i = 0; i < 20; i++) {
                    assertThat(small.told("/v1/track", "{\"event\":\"Seen\",\"userId\":\"u\"}")
                                    .statusCode())
                            .isEqualTo(200);
                    assertThat(small.get("/metrics", "Authorization", small.local())
                                    .body())
                            .contains("tidebank_collect_bodies_bytes 0.0");
                }
            }
        }
    }

    private String halfSent(String path, String header, int announced) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n{"
                    .formatted(path, header, announced);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] answer = new byte[4096];
            int size = 0;
            for (int read = 0;
                    read >= 0 && size < answer.length;
                    read = socket.getInputStream().read(answer, size, answer.length - size)) {
                size += read;
            }
            return new String(answer, 0, size, StandardCharsets.UTF_8);
        }
    }
}
