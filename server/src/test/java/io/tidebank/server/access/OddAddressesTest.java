package io.tidebank.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.server.Listening;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that no page has and that somebody tries all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddAddressesTest {

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
    void anAddressThatOnlyLooksLikeCollectionIsGuarded() throws Exception {
        for (String path : List.of(
                "/v1/..;/api/v1/brands",
                "/v1/%2e%2e/api/v1/brands",
                "/assets/..;/api/v1/brands",
                "//api/v1/brands",
                "/api/v1/brands;x=y",
                "/api/v1/brands/")) {
            assertThat(server.statusLine("GET " + path + " HTTP/1.1", "127.0.0.1"))
                    .as(path)
                    .doesNotContain(" 200 ")
                    .doesNotContain(" 5");
        }
    }

    /** Addresses that Spring's resource handler warns of, a line each. */
    @Test
    void whoTriesOddAddressesWritesNothingIntoTheLogAndIsCounted() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StreamHandler handler = new StreamHandler(written, new SimpleFormatter());
        Logger.getLogger("").addHandler(handler);
        try {
            for (String path : List.of("/..;/api/v1/brands", "/v1/..;/api/v1/brands", "/a;b/%2e%2e;/x", "/WEB-INF/x")) {
                server.statusLine("GET " + path + " HTTP/1.1", "127.0.0.1");
                server.statusLine("TRACE " + path + " HTTP/1.1", "127.0.0.1");
            }
            handler.flush();
            assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(server.get("/metrics", server.localToken()).body())
                .containsPattern("tidebank_refused_requests_total\\{status=\"40\\d\"} [1-9]");
    }
}
