package io.tidebank.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidebank.server.collect.LiveServer;
import io.tidebank.server.sdk.RecordingProxy.Sent;
import io.tidebank.server.sdk.RecordingProxy.Trick;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Segment's SDK for the browser in a real one, on a page of another origin that names our address and nothing else. */
@Timeout(120)
class BrowserSdkTest {

    private static final int COUNTED = 20;
    private static final int CALLS = 8 + COUNTED;
    private static final int BATCH = 7;
    private static final String BATCHING = """
            {"integrations": {"Segment.io": {"deliveryStrategy":
              {"strategy": "batching", "config": {"size": %d, "timeout": 500}}}}}""".formatted(BATCH);
    private static final String AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private static final String MAKE_CALLS = """
            async ([writeKey, cdnURL, calls, options]) => {
                const analytics = AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL }, JSON.parse(options))
                for (const call of JSON.parse(calls)) {
                    switch (call.type) {
                        case 'identify': analytics.identify(call.userId, call.traits); break
                        case 'track': analytics.track(call.event, call.properties); break
                        case 'page': analytics.page(call.category, call.name, call.properties); break
                        case 'screen': analytics.screen(call.name, call.properties); break
                        case 'group': analytics.group(call.groupId, call.traits); break
                        case 'alias': analytics.alias(call.userId, call.previousId); break
                    }
                }
                await analytics
            }""";

    @TempDir
    Path folder;

    private LiveServer server;
    private HttpServer shop;

    @BeforeEach
    void start() throws IOException {
        server = LiveServer.start(folder.resolve("home"));
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", BrowserSdkTest::serve);
        shop.start();
    }

    @AfterEach
    void stop() {
        shop.stop(0);
        server.close();
    }

    @Test
    void segmentsSdkForTheBrowser() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.before(server.url(), Trick.LOSE_THE_FIRST_ANSWER)) {
            makeCalls(proxy, "{}");

            assertThat(proxy.sent())
                    .extracting(Sent::path)
                    .contains("/v1/i", "/v1/t", "/v1/p", "/v1/s", "/v1/g", "/v1/a");
            SdkConformanceTest.assertTaken(server, proxy.sent(), CALLS);
            assertThat(server.ask("SELECT DISTINCT touchpoint FROM touch WHERE kind = 'visit' AND name = 'Lamps'"))
                    .containsExactly(List.of("email.news"));
        }
    }

    @Test
    void segmentsSdkForTheBrowserInBatches() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.before(server.url(), Trick.LOSE_THE_FIRST_ANSWER)) {
            makeCalls(proxy, BATCHING);

            assertThat(proxy.sent()).extracting(Sent::path).containsOnly("/v1/b");
            assertThat(proxy.sent())
                    .as("several events a request")
                    .anySatisfy(
                            sent -> assertThat(sent.body().path("batch").size()).isEqualTo(BATCH));
            SdkConformanceTest.assertTaken(server, proxy.sent(), CALLS);
        }
    }

    /** On a page in a real browser, until all that was said is sent, and what seemed lost again. */
    private void makeCalls(RecordingProxy proxy, String options) throws IOException {
        NodeSdks.folder();
        Optional<Path> chromium =
                NodeSdks.find("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
        NodeSdks.demand(chromium.isPresent(), "No Chromium on the PATH");
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = launch(playwright, chromium.orElseThrow())) {
            Page page = browser.newContext(new NewContextOptions().setUserAgent(AGENT))
                    .newPage();
            page.navigate("http://127.0.0.1:%d/lamps?utm_source=news&utm_medium=email"
                    .formatted(shop.getAddress().getPort()));
            page.evaluate(MAKE_CALLS, List.of(server.writeKey(), proxy.url(), calls(), options));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAllSent(proxy));
        }
    }

    private static String calls() throws IOException {
        return WireJson.mapper().writeValueAsString(JavaSdks.calls(COUNTED));
    }

    /** Everything came, and the one that was answered with a fault came again. */
    private static boolean isAllSent(RecordingProxy proxy) {
        int requested = proxy.sent().stream()
                .mapToInt(sent -> Math.max(1, sent.body().path("batch").size()))
                .sum();
        return new SentEvents(proxy.sent()).count() == CALLS && requested > CALLS;
    }

    private static Browser launch(Playwright playwright, Path chromium) {
        List<String> options = "root".equals(System.getProperty("user.name")) ? List.of("--no-sandbox") : List.of();
        return playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(chromium).setArgs(options));
    }

    /** A shop's page, and the SDK's files as the package holds them. */
    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean script = path.endsWith(".js");
            byte[] body = script
                    ? Files.readAllBytes(NodeSdks.folder()
                            .resolve("node_modules/@segment/analytics-next/dist/umd")
                            .resolve(Path.of(path).getFileName()))
                    : "<!doctype html><title>Lamps</title><script src=\"/index.js\"></script>"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", script ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
