package io.tidebank.server.access;

import static io.tidebank.server.access.GuardedServer.code;
import static io.tidebank.server.access.GuardedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tidebank.access.Caller;
import io.tidebank.access.Change;
import io.tidebank.access.Scope;
import io.tidebank.server.Listening;
import io.tidebank.sql.Progress;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, links and cookies as programs, browsers and strangers use them. */
class AccessOverHttpTest {

    private static final String REFRESH = "/api/v1/brands/shop/refresh";

    private GuardedServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new GuardedServer(folder.resolve("home"), Listening.loopback(0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTokenOfOneBrandLearnsNothingOfAnother() throws Exception {
        String token = server.token("shop-only", Set.of("shop"), Scope.READ, Scope.SQL, Scope.OPERATE, Scope.SOURCES);
        HttpResponse<String> brands = server.get("/api/v1/brands", token);
        HttpResponse<String> other = server.get("/api/v1/brands/cafe", token);
        HttpResponse<String> none = server.get("/api/v1/brands/nobodys", token);

        assertThat(json(brands).size()).isEqualTo(1);
        assertThat(brands.body()).contains("shop").doesNotContain("cafe");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(json(other).path("detail").asString()).isEqualTo("No brand 'cafe'. There is: [shop]");
        assertThat(none.body()).isEqualTo(other.body().replace("cafe", "nobodys"));
        String bearer = "Bearer " + token;
        for (String path : List.of("sql", "refresh", "sources")) {
            assertThat(server.post("/api/v1/brands/cafe/" + path, "{}", "Authorization", bearer)
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        HttpResponse<String> job =
                server.post("/api/v1/brands/cafe/refresh", "", "Authorization", "Bearer " + server.localToken());
        String id = json(job).path("id").asString();
        assertThat(server.get("/api/v1/jobs/" + id, token).statusCode()).isEqualTo(404);
        assertThat(json(server.get("/api/v1/jobs", token)).size()).isZero();
        assertThat(server.post("/api/v1/jobs/%s/cancel".formatted(id), "", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenEndsWithItsTimeAndWithItsRevocation() throws Exception {
        String ending = server.token("ending", Set.of("shop"), Scope.READ);
        String revoked = server.token("revoked", Set.of(), Scope.READ);
        assertThat(server.get("/api/v1/brands", ending).statusCode()).isEqualTo(200);

        server.tidebank.access().tokens().revoke("revoked", Caller.LOCAL);
        assertThat(server.get("/api/v1/brands", revoked).statusCode()).isEqualTo(401);
        server.moveClock(Duration.ofDays(1));
        HttpResponse<String> late = server.get("/api/v1/brands", ending);

        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(json(late).path("detail").asString())
                .startsWith("Token 'ending' expired at 20")
                .endsWith("tidebank token create ending --scope read --brand shop");
        String wrong = ending.substring(0, ending.length() - 1) + (ending.endsWith("A") ? "B" : "A");
        assertThat(json(server.get("/api/v1/brands", wrong)).path("detail").asString())
                .as("whose it was is told to its bearer alone")
                .startsWith("What you showed is not known here, or was revoked.");
    }

    @Test
    void aRefusalSaysWhichScopeIsMissing() throws Exception {
        String token = server.token("reader", Set.of(), Scope.READ);
        HttpResponse<String> refusal = server.post(REFRESH, "", "Authorization", "Bearer " + token);

        assertThat(code(refusal)).isEqualTo("NOT_ALLOWED");
        assertThat(json(refusal).path("detail").asString())
                .isEqualTo("This needs scope 'operate', which token:reader does not have");
    }

    @Test
    void whoTriesManyTokensIsSlowedDownAndWhoHasARightOneIsNot() throws Exception {
        String right = server.token("right", Set.of(), Scope.READ);
        String wrong = right.substring(0, right.length() - 1) + (right.endsWith("A") ? "B" : "A");
        int unknown = 0;
        HttpResponse<String> last = server.get("/api/v1/brands", wrong);
        while (last.statusCode() == 401 && unknown++ < 100) {
            last = server.get("/api/v1/brands", unknown % 2 == 0 ? wrong : "tb_made-up" + unknown);
        }

        assertThat(unknown).isBetween(20, 22);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(code(last)).isEqualTo("TOO_MANY_FAILURES");
        assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(server.get("/api/v1/brands", right).statusCode()).isEqualTo(200);
        assertThat(server.post("/api/v1/session", "{\"key\":\"made-up\"}").statusCode())
                .isEqualTo(429);
    }

    @Test
    void wrongWriteKeysAreSlowedDownAndTheRightOneBesideThemIsNot() throws Exception {
        String key = server.tidebank.sources().create("shop", "web").writeKey();
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\"}";
        HttpResponse<String> last = server.post("/v1/track?writeKey=wrong", event);
        for (int i = 0; i < 100 && last.statusCode() == 401; i++) {
            last = server.post("/v1/track?writeKey=wrong" + i, event);
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(code(last)).isEqualTo("too_many_failures");
        assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(server.post("/v1/track?writeKey=" + key, event).statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/track", event.replace("{\"type", "{\"writeKey\":\"" + key + "\",\"type"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLinkLetsOneBrowserInOnce() throws Exception {
        String key = key(server.server.consoleLink("/live?brand=shop"));
        HttpResponse<String> opened = open(key);
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).doesNotContain(key);
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
        assertThat(open(key).statusCode()).isEqualTo(409);
        String kept = cookie.substring(0, cookie.indexOf(';'));
        assertThat(server.send(server.request("/api/v1/brands").header("Cookie", kept))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post(
                                "/api/v1/brands/shop/imports",
                                "{\"files\":[\"/etc/hostname\"]}",
                                "Cookie",
                                kept,
                                "Origin",
                                server.server.url())
                        .statusCode())
                .as("a browser names no files of the disk")
                .isEqualTo(403);

        server.send(server.request("/api/v1/session")
                .header("Cookie", kept)
                .header("Origin", server.server.url())
                .DELETE());
        HttpResponse<String> left = server.send(server.request("/api/v1/brands").header("Cookie", kept));
        assertThat(left.statusCode()).isEqualTo(401);
        assertThat(left.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
    }

    @Test
    void anotherSiteCannotUseTheBrowsersCookie() throws Exception {
        HttpResponse<String> opened = open(key(server.server.consoleLink("/")));
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        String kept = cookie.substring(0, cookie.indexOf(';'));
        String ours = server.server.url();

        assertThat(server.post(REFRESH, "", "Cookie", kept, "Origin", ours).statusCode())
                .isEqualTo(202);
        assertThat(server.post(REFRESH, "", "Cookie", kept, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.post(REFRESH, "", "Cookie", kept).statusCode()).isEqualTo(403);
        for (String site : List.of("cross-site", "same-site", "none")) {
            assertThat(server.post(REFRESH, "", "Cookie", kept, "Origin", ours, "Sec-Fetch-Site", site)
                            .statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        for (String origin : List.of(
                "https://elsewhere.example",
                "null",
                ours.replace("127.0.0.1", "localhost"),
                ours.replace("http:", "https:"),
                "http://127.0.0.1:1")) {
            assertThat(server.post(REFRESH, "", "Cookie", kept, "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(server.post("/api/v1/session", "{\"key\":\"x\"}", "Origin", "https://elsewhere.example")
                        .statusCode())
                .as("a sign-in that another site wants")
                .isEqualTo(403);
    }

    @Test
    void onlyOurNamesAreAnswered() throws Exception {
        for (String host : List.of("tidebank.evil.example", "127.0.0.1.evil.example", "10.0.0.1")) {
            assertThat(server.statusLine("GET /api/v1/brands HTTP/1.1", host))
                    .as(host)
                    .contains(" 403");
            assertThat(server.statusLine("GET / HTTP/1.1", host)).as(host).contains(" 403");
        }
        assertThat(server.statusLine("GET / HTTP/1.1", "localhost")).contains(" 200");
    }

    @Test
    void changesAreWrittenDownWithWhoMadeThem() throws Exception {
        String token = server.token("ops", Set.of("shop"), Scope.SOURCES, Scope.OPERATE);
        String bearer = "Bearer " + token;
        server.post("/api/v1/brands/shop/sources", "{\"source\":\"web\"}", "Authorization", bearer);
        server.post("/api/v1/brands/shop/sources/web/rotate", "{}", "Authorization", bearer);
        server.post("/api/v1/brands/shop/sources/nobody/rotate", "{}", "Authorization", bearer);

        assertThat(server.tidebank.access().changes().latest(2))
                .extracting(Change::who, Change::what, Change::brand, Change::subject, Change::outcome)
                .containsExactly(
                        tuple("token:ops", "source.rotate", "shop", "web", "done"),
                        tuple("token:ops", "source.create", "shop", "web", "done"));
    }

    @Test
    void workThatTakesLongIsWrittenDownWhenItBeginsAndWhenItEndsHoweverItEnds() throws Exception {
        server.post("/api/v1/brands/shop/imports/none/undo", "", "Authorization", "Bearer " + server.localToken());

        await().until(() -> !server.tidebank
                .access()
                .changes()
                .latest(1)
                .getFirst()
                .outcome()
                .equals("begun"));
        assertThat(server.tidebank.access().changes().latest(2))
                .extracting(Change::who, Change::what, Change::subject, Change::outcome)
                .containsExactly(
                        tuple("local", "import.undo", "none", "failed: IMPORT_NOT_FOUND"),
                        tuple("local", "import.undo", "none", "begun"));
    }

    @Test
    void noSecretComesIntoTheLog() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StreamHandler handler = new StreamHandler(written, new SimpleFormatter());
        Logger.getLogger("").addHandler(handler);
        try {
            String token = server.token("logged", Set.of(), Scope.ADMIN);
            String key = key(server.server.consoleLink("/"));
            open(key);
            open(key);
            server.get("/api/v1/brands", token);
            server.get("/api/v1/brands", token + "x");
            server.post("/api/v1/session", "{\"key\":[\"" + key + "\"]}");
            server.post("/api/v1/access/tokens", "{\"name\":\"" + token + "\"}", "Authorization", "Bearer " + token);
            handler.flush();

            assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain(token, key);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
    }

    @Test
    void aQuestionOfACallerWhoHasHungUpIsStopped() throws Exception {
        server.post(
                "/v1/track?writeKey="
                        + server.tidebank.sources().create("shop", "web").writeKey(),
                "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\"}");
        server.tidebank.brand("shop").intake().commit();
        server.tidebank.brand("shop").refresh(Progress.NONE);
        String body =
                "{\"select\":\"SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7\"}";
        URI uri = URI.create(server.server.url());
        for (int i = 0; i < 4; i++) {
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.getOutputStream()
                        .write(
                                "POST /api/v1/brands/shop/sql HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                        .formatted(uri.getAuthority(), server.localToken(), body.length(), body)
                                        .getBytes(StandardCharsets.UTF_8));
                Thread.sleep(300);
            }
        }
        // All four places were taken: the next question is answered only when those were given up.
        long start = System.nanoTime();
        HttpResponse<String> answer = server.post(
                "/api/v1/brands/shop/sql",
                "{\"select\":\"SELECT count(*) AS n FROM touch\"}",
                "Authorization",
                "Bearer " + server.localToken());

        assertThat(json(answer).path("rows").get(0).get(0).asLong()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    private HttpResponse<String> open(String key) throws Exception {
        return server.post("/api/v1/session", "{\"key\":\"%s\"}".formatted(key), "Origin", server.server.url());
    }

    private static String key(String link) {
        return link.substring(link.indexOf("key=") + "key=".length());
    }
}
