package io.tidebank.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.Listening;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bodies are held in memory, so none is taken that is larger than what its call is for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyLimitTest {

    private static final int BLOCK = 1 << 20;

    private GuardedServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new GuardedServer(folder.resolve("home"), Listening.loopback(0));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aStrangersKeyIsShort() throws Exception {
        HttpResponse<String> declared = server.post("/api/v1/session", "{\"key\":\"%s\"}".formatted("a".repeat(5_000)));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(GuardedServer.code(declared)).isEqualTo("BODY_TOO_LARGE");
        assertThat(server.post("/api/v1/%73ession", "{\"key\":\"" + "a".repeat(5_000) + "\"}")
                        .statusCode())
                .as("the same address, written otherwise")
                .isEqualTo(413);
        assertThat(server.post("/api/v1/session", "{\"key\":\"a\"}").statusCode())
                .isNotEqualTo(413);
    }

    @Test
    void aBodyWhoseLengthNobodyToldIsReadNoFurtherThanItsLimit() throws Exception {
        byte[] blanks = new byte[BLOCK];
        Arrays.fill(blanks, (byte) ' ');
        List<byte[]> blocks = Collections.nCopies(20, blanks);

        HttpResponse<String> answer = server.send(server.request("/api/v1/brands/shop/sql")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + server.localToken())
                .POST(BodyPublishers.ofByteArrays(blocks)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(GuardedServer.code(answer)).isEqualTo("BODY_TOO_LARGE");
    }
}
