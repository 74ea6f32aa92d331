package io.tidebank.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.TidebankServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guide's snippet, letter by letter, on the page of a shop that has another origin, in a real browser. */
@Timeout(120)
class PastedSnippetTest {

    private static final Path GUIDE = Path.of("..", "docs", "guides", "live-sources.md");
    private static final String FENCE = "```";

    @TempDir
    Path home;

    @Test
    void aPageWithTheSnippetSendsItsEvents() throws IOException {
        Browser.demand(
                TidebankServer.class.getResource("/static/sdk/standalone.js") != null,
                "The console is not built (./mvnw package builds it)");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        try (Tidebank tidebank = Tidebank.open(home);
                TidebankServer server = TidebankServer.start(tidebank, home, 0);
                Browser browser = Browser.open()) {
            String key = tidebank.sources().create("shop", "web").writeKey();
            HttpServer shop = shop(snippet(server.url(), key));
            List<String> complaints = new ArrayList<>();
            try {
                Page page = browser.page(800, 600, "en-GB");
                page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
                page.onPageError(complaints::add);
                page.navigate(
                        "http://127.0.0.1:%d/lamps".formatted(shop.getAddress().getPort()));
                page.evaluate("() => window.analytics.identify('u-7')");

                // Nothing can be asked before the first refresh has made the tables.
                Awaitility.await()
                        .atMost(Duration.ofSeconds(40))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(kinds(tidebank))
                                .as("the browser says %s", complaints)
                                .containsExactly("identify", "view", "visit"));
            } finally {
                shop.stop(0);
            }
        }
    }

    private static List<String> kinds(Tidebank tidebank) {
        return tidebank.brand("shop").sql("SELECT kind FROM touch WHERE source = 'web' ORDER BY kind").rows().stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private static String snippet(String address, String key) throws IOException {
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf(FENCE + "html\n") + FENCE.length() + "html\n".length();
        String snippet = guide.substring(start, guide.indexOf(FENCE, start));
        assertThat(snippet).contains("'SERVER', 'KEY'");
        return snippet.replace("SERVER", address).replace("KEY", key);
    }

    private static HttpServer shop(String snippet) throws IOException {
        byte[] page = "<!doctype html><head><title>Lamps</title>%s</head>"
                .formatted(snippet)
                .getBytes(StandardCharsets.UTF_8);
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        shop.start();
        return shop;
    }
}
