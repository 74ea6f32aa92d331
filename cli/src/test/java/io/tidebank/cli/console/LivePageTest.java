package io.tidebank.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tidebank.cli.console.ServedConsole.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tidebank.brand.Tidebank;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A source is connected in a real browser over the real server, and its events are watched there. */
@TestInstance(Lifecycle.PER_CLASS)
class LivePageTest {

    private static final String VIEWED = """
            {"type":"track","event":"Product Viewed","userId":"u1","properties":{"product_id":"sku-1"}}""";
    private static final String ORDERED = """
            {"type":"track","event":"Order Completed","userId":"u1","messageId":"order-1","properties":{
             "order_id":"o-1","currency":"CNY","products":[
             {"product_id":"sku-1","price":129,"quantity":1},{"product_id":"sku-2","price":9.5,"quantity":2}]}}""";
    private static final String NOBODYS = """
            {"type":"track","event":"Product Viewed"}""";

    /** Nobody listens on port 1. */
    private static final String LOST_FEED = """
            feed: 1
            kind: kafka
            source: web-shop
            kafka:
              bootstrap: 127.0.0.1:1
              topics: [orders]
              properties: {default.api.timeout.ms: 300, request.timeout.ms: 200}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Tidebank tidebank;
    private ServedConsole console;

    @BeforeAll
    void openTheShop(@TempDir Path folder) throws IOException {
        Path home = folder.resolve("home");
        Tidebank.init(home, "shop", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
        Path feeds = Files.createDirectories(home.resolve("methods/feeds/shop"));
        Files.writeString(feeds.resolve("pos-orders.yaml"), LOST_FEED);
        tidebank = Tidebank.open(home);
        console = ServedConsole.of(tidebank, home);
    }

    @AfterAll
    void close() {
        http.close();
        if (console != null) {
            console.close();
        }
        if (tidebank != null) {
            tidebank.close();
        }
    }

    @Test
    void aSourceIsConnectedAndItsEventsAreSeen() throws Exception {
        Page page = console.open(1440, 900, "en-US", "/connect");
        assertThat(page.getByTestId("source-name")).isVisible();
        picture(page, "connect-start");
        page.getByTestId("source-name").fill("web-shop");
        page.getByTestId("source-create").click();
        String key = page.getByTestId("write-key").locator("code").innerText();
        assertThat(page.getByTestId("snippet")).containsText(key);
        assertThat(page.getByTestId("snippet")).containsText(console.url());
        assertThat(page.getByTestId("arrival")).hasAttribute("data-arrival", "waiting");
        picture(page, "connect-waiting");

        send(key, VIEWED);

        assertThat(page.getByTestId("arrival")).hasAttribute("data-arrival", "arrived");
        assertThat(page.getByTestId("arrival")).containsText("Product Viewed became a touch of kind view");
        picture(page, "connect-arrived");

        page.getByTestId("watch-live").click();
        send(key, ORDERED);
        send(key, ORDERED);
        send(key, NOBODYS);
        assertThat(page.getByTestId("live-accepted-value")).hasText("2");
        assertThat(page.getByTestId("live-duplicates-value")).hasText("1");
        assertThat(page.getByTestId("live-quarantined-value")).hasText("1");
        assertThat(page.getByTestId("live-source-web-shop")).containsText("2");
        assertThat(page.getByTestId("live-event")).hasCount(4);
        assertThat(page.getByTestId("live-event").nth(0)).containsText("quarantined");
        assertThat(page.getByTestId("live-event").nth(1)).containsText("duplicate");
        assertThat(page.getByTestId("live-event").nth(2)).containsText("Order Completed");
        assertThat(page.getByTestId("live-limits")).containsText("500 kB and 2,500 events a batch");
        assertThat(page.getByTestId("live-feed-pos-orders")).hasAttribute("data-state", "fault");
        assertThat(page.getByTestId("live-feed-pos-orders"))
                .containsText("FEED_UNREACHABLE: Kafka does not answer feed 'pos-orders'");
        picture(page, "live");
        assertThat(console.complaints()).isEmpty();

        Page chinese = console.open(1440, 900, "zh-CN", "/live");
        assertThat(chinese.getByTestId("live-event").first()).containsText("已隔离");
        assertThat(chinese.getByTestId("live-feed-pos-orders")).containsText("出错，自动重试");
        picture(chinese, "live-chinese");
        for (String path : List.of("/live", "/connect")) {
            Page phone = console.open(390, 844, "zh-CN", path);
            assertThat(phone.locator("[aria-busy=true]")).hasCount(0);
            assertThat(phone.getByText("web-shop").first()).isVisible();
            assertThat(phone.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                    .as("pixels that stick out of %s", path)
                    .isEqualTo(0);
            picture(phone, "phone" + path.replace('/', '-'));
        }
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void everyWayToSendIsInSightOnAPhone() {
        Page phone = console.open(390, 844, "en-US", "/connect");
        phone.getByTestId("source-name").fill("phone");
        phone.getByTestId("source-create").click();
        for (String place : List.of("Web", "Server", "App", "RudderStack", "Other")) {
            phone.getByTestId("places")
                    .getByText(place, new Locator.GetByTextOptions().setExact(true))
                    .click();
            for (Locator way : phone.getByTestId("ways").locator("label").all()) {
                way.click();
                assertThat(phone.getByTestId("snippet"))
                        .containsText(URI.create(console.url()).getAuthority());
            }
            for (String choice : List.of("places", "ways")) {
                assertThat(phone.getByTestId(choice).evaluate("it => it.getBoundingClientRect().right <= innerWidth"))
                        .as("%s of %s do not stick out", choice, place)
                        .isEqualTo(true);
            }
            assertThat(phone.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                    .isEqualTo(0);
            picture(phone, "phone-connect-" + place.toLowerCase(Locale.ROOT));
        }
        Page desk = console.open(1440, 900, "zh-CN", "/connect");
        desk.getByTestId("source-name").fill("desk");
        desk.getByTestId("source-create").click();
        desk.getByTestId("places").getByText("App").click();
        assertThat(desk.getByTestId("snippet")).containsText("apiHost");
        picture(desk, "connect-app-chinese");
    }

    private void send(String key, String event) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(console.url() + "/v1/track?writeKey=" + key))
                .POST(BodyPublishers.ofString(event))
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
}
