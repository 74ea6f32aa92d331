package io.tidebank.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.webhook.Signing;
import io.tidebank.collect.webhook.WebhookKind;
import io.tidebank.collect.webhook.WebhookSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Shops and others call by themselves: who signs is heard once, whoever else is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {

    private static final String SECRET = "shpss_of_this_test";

    private LiveServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = LiveServer.start(folder.resolve("home"));
        server.tidebank().webhook(LiveServer.BRAND, "shop", WebhookSettings.shopify(), SECRET);
        server.tidebank().webhook(LiveServer.BRAND, "woo", WebhookSettings.woocommerce(), SECRET);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String order(String name, String status) {
        Instant made = Instant.now().minusSeconds(3600);
        return """
                {"id": 9%1$s, "name": "#%1$s", "created_at": "%2$s", "updated_at": "%2$s", "processed_at": "%2$s",
                 "financial_status": "%3$s", "currency": "EUR", "subtotal_price": "25.00", "source_name": "web",
                 "email": "lio@mail.example", "customer": {"id": 4711, "first_name": "Lio"},
                 "line_items": [{"sku": "BOWL", "name": "Bowl", "price": "12.50", "quantity": 2}]}""".formatted(name, made, status);
    }

    private HttpResponse<String> shopify(String topic, String body, String signature) throws Exception {
        return server.post("/webhooks/demo/shop", body, "X-Shopify-Topic", topic, "X-Shopify-Hmac-Sha256", signature);
    }

    @Test
    void anOrderIsTakenOnceHoweverOftenItIsTold() throws Exception {
        for (String status : List.of("pending", "paid")) {
            String body = order("1001", status);
            for (String topic : List.of("orders/create", "orders/updated", "orders/updated")) {
                assertThat(shopify(topic, body, base64(body)).statusCode()).isEqualTo(200);
            }
        }

        assertThat(server.ask(
                        "SELECT kind, item, amount::VARCHAR, source FROM touch WHERE order_id = '91001' ORDER BY kind"))
                .containsExactly(
                        List.of("order", "BOWL", "25.0000", "shop"),
                        java.util.Arrays.asList("pay", null, "25.0000", "shop"));
    }

    @Test
    void oneByteMoreOrAnotherSecretIsRefusedAndCounted() throws Exception {
        String body = order("1002", "paid");
        long before = refused("invalid_signature");

        assertThat(shopify("orders/create", body + " ", base64(body)).statusCode())
                .isEqualTo(401);
        assertThat(shopify("orders/create", body, otherwise(base64(body))).statusCode())
                .isEqualTo(401);
        assertThat(server.post("/webhooks/demo/shop", body).statusCode()).isEqualTo(401);
        assertThat(server.post("/webhooks/demo/shop", "webhook_id=3").statusCode())
                .isEqualTo(401);

        assertThat(refused("invalid_signature") - before).isEqualTo(4);
        assertThat(server.ask("SELECT * FROM touch WHERE order_id = '91002'")).isEmpty();
        assertThat(server.get("/metrics").body())
                .contains(
                        "tidebank_live_refused_requests_total{brand=\"demo\",code=\"invalid_signature\",source=\"shop\"}");
    }

    @Test
    void aTopicThatNobodyKnowsIsAnsweredAndCountedAsDropped() throws Exception {
        long before = dropped("shop");
        assertThat(shopify("products/update", "{\"id\": 1}", base64("{\"id\": 1}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(dropped("shop") - before).isEqualTo(1);
    }

    @Test
    void metricsTellHowFarBackOrdersAreKnown() throws Exception {
        assertThat(server.get("/metrics").body())
                .contains("tidebank_journal_memory_seconds{brand=\"demo\",ids=\"things\"} 2592000.0")
                .contains("tidebank_journal_forgotten_early_total{brand=\"demo\"} 0.0");
    }

    @Test
    void whatIsNoJsonIsRefusedThoughItIsSigned() throws Exception {
        assertThat(shopify("orders/create", "[1]", base64("[1]")).statusCode()).isEqualTo(400);
        assertThat(shopify("orders/create", "{", base64("{")).statusCode()).isEqualTo(400);
    }

    @Test
    void wooCommerceIsGreetedWhenItsAddressIsEntered() throws Exception {
        assertThat(server.post("/webhooks/woo", "webhook_id=12", "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(200);
        String body = """
                {"id": 77, "number": "77", "status": "processing", "currency": "EUR", "total": "13.00", "shipping_total": "3.00",
                 "total_tax": "0", "customer_id": 5, "date_created_gmt": "%1$s", "date_paid_gmt": "%1$s", "billing": {},
                 "line_items": [{"sku": "", "name": "Cup", "price": 10, "quantity": 1}], "refunds": []}""".formatted(Instant.now().minusSeconds(60).toString().substring(0, 19));
        assertThat(server.post(
                                "/webhooks/woo",
                                body,
                                "X-WC-Webhook-Topic",
                                "order.created",
                                "X-WC-Webhook-Signature",
                                base64(body))
                        .statusCode())
                .isEqualTo(200);

        assertThat(server.ask("SELECT kind, amount::VARCHAR FROM touch WHERE source = 'woo' ORDER BY 1"))
                .containsExactly(List.of("order", "10.0000"), List.of("pay", "10.0000"));
    }

    @Test
    void anySystemMaySignOrShowTheWriteKey() throws Exception {
        Signing signing = new Signing("X-Signature", "sha256", "hex", "sha256=", null, Duration.ofMinutes(5));
        server.tidebank()
                .webhook(
                        "demo",
                        "crm",
                        new WebhookSettings(WebhookKind.GENERIC, "segment", signing, null, "X-Id"),
                        SECRET);
        String key = server.tidebank().sources().create("demo", "form").writeKey();
        server.tidebank()
                .webhook("demo", "form", new WebhookSettings(WebhookKind.GENERIC, "segment", null, null, null), null);
        String body = "{\"type\": \"track\", \"event\": \"Sample Claimed\", \"userId\": \"u-9\"}";

        String signature = "sha256=" + HexFormat.of().formatHex(hmac(body));
        assertThat(server.post("/webhooks/crm", body, "X-Signature", signature, "X-Id", "1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post("/webhooks/crm", body, "X-Signature", signature, "X-Id", "1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post("/webhooks/demo/form/" + key, body).statusCode()).isEqualTo(200);
        assertThat(server.post("/webhooks/form", body, "Authorization", LiveServer.basic(key))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post("/v1/webhook?writeKey=" + key, body).statusCode())
                .isEqualTo(200);
        assertThat(server.post("/webhooks/form", body, "Authorization", server.basic())
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.post("/webhooks/crm", body, "Authorization", LiveServer.basic(key))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.post("/webhooks/form", body).statusCode()).isEqualTo(401);

        assertThat(server.ask("SELECT source, touch_id, kind FROM touch WHERE source IN ('crm', 'form') ORDER BY 1"))
                .hasSize(2)
                .first()
                .isEqualTo(List.of("crm", "webhook/1/1", "sample"));
    }

    @Test
    void aLongListOfDocumentsIsTakenWhole() throws Exception {
        String key = server.tidebank().sources().create("demo", "bulk").writeKey();
        server.tidebank()
                .webhook("demo", "bulk", new WebhookSettings(WebhookKind.GENERIC, "segment", null, null, null), null);
        String event = """
                {"type": "track", "event": "Sample Claimed", "userId": "u-%d", "properties": {"note": "%s"}}""";
        String list = IntStream.range(0, 40)
                .mapToObj(i -> event.formatted(i, "y".repeat(20_000)))
                .collect(joining(",", "[", "]"));

        assertThat(server.post("/webhooks/demo/bulk/" + key, list).statusCode()).isEqualTo(200);

        assertThat(server.ask("SELECT count(*) FROM touch WHERE source = 'bulk'"))
                .containsExactly(List.of(40L));
    }

    @Test
    void aListOfMoreDocumentsThanABatchMayHaveEventsIsRefused() throws Exception {
        String list = "[" + "{},".repeat(2_500) + "{}]";

        assertThat(shopify("orders/create", list, base64(list)).statusCode()).isEqualTo(413);
    }

    @Test
    void whereNothingIsExpectedNothingIsTaken() throws Exception {
        assertThat(server.post("/webhooks/nobody", "{}").statusCode()).isEqualTo(404);
        assertThat(server.post("/webhooks/demo/web", "{}").statusCode()).isEqualTo(404);
        assertThat(server.post("/webhooks/", "{}").statusCode()).isEqualTo(404);
        assertThat(server.post("/v1/webhook", "{}", "Authorization", server.basic())
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/webhooks/demo/shop").statusCode()).isEqualTo(405);
        server.tidebank().webhook("demo", "shut", WebhookSettings.shopify(), SECRET);
        server.tidebank().sources().disable("demo", "shut");
        assertThat(server.post("/webhooks/demo/shut", "{}").statusCode()).isEqualTo(403);
        assertThat(server.post("/webhooks/demo/shop", new byte[5 << 20]).statusCode())
                .isEqualTo(413);
    }

    @Test
    void gatewaysAreGreetedAndRobotsSentAway() throws Exception {
        for (String path : List.of("/health", "/version", "/v1/health")) {
            assertThat(server.get(path, "X-Any", "1").statusCode()).as(path).isEqualTo(200);
        }
        assertThat(server.get("/robots.txt").body()).isEqualTo("User-agent: *\nDisallow: /\n");
        assertThat(server.get("/health/live").body()).contains("true");
    }

    @Test
    void twoIdentifiersAreMergedAndListsOfPeopleHeardAndNotKept() throws Exception {
        String merge = """
                {"messageId": "merge-1", "mergeProperties": [{"type": "email", "value": "una@mail.example"}, {"type": "mobile", "value": "+4915112345678"}]}""";
        assertThat(server.told("/v1/merge", merge).statusCode()).isEqualTo(200);
        assertThat(server.told(
                                "/v1/batch",
                                "{\"batch\": [%s]}"
                                        .formatted(merge.replace("merge-1", "merge-2")
                                                .replace("{\"messageId", "{\"type\": \"merge\", \"messageId")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.told(
                                "/v1/merge",
                                "{\"messageId\": \"merge-3\", \"mergeProperties\": [{\"type\": \"email\"}]}")
                        .statusCode())
                .isEqualTo(200);
        long before = dropped(LiveServer.SOURCE);
        assertThat(server.told("/v1/audiencelist", "{\"properties\": {\"listData\": {\"add\": []}}}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(dropped(LiveServer.SOURCE) - before).isEqualTo(1);
        assertThat(
                        server.ask(
                                "SELECT touch_id, kind, len(ids), context LIKE '%una%' FROM touch WHERE touch_id LIKE 'merge-%' ORDER BY 1"))
                .extracting(row -> row.subList(0, 3).toString())
                .containsExactly("[merge-1, alias, 2]", "[merge-2, alias, 2]");
        assertThat(
                        server.ask(
                                "SELECT * FROM touch WHERE CAST(context AS VARCHAR) LIKE '%una@%' OR CAST(ids AS VARCHAR) LIKE '%una@%'"))
                .isEmpty();
    }

    @Test
    void aBadEventIsCalledByItsNameOnlyIfThatIsKnown() throws Exception {
        server.told("/v1/track", "{\"event\": \"Order Completed\"}");
        server.told("/v1/batch", "{\"batch\": [{\"type\": \"track\", \"event\": \"Call Mr Holt\"}]}");

        assertThat(server.brand().intake().tail().events(LiveServer.SOURCE, 0))
                .filteredOn(event -> event.kind() == null)
                .extracting(event -> event.name())
                .contains("Order Completed", "track")
                .doesNotContain("Call Mr Holt");
    }

    private long refused(String code) throws Exception {
        return LiveServer.json(server.get("/api/v1/brands/demo/live", "Authorization", server.local()))
                .path("refusals")
                .valueStream()
                .filter(count -> count.path("code").asString().equals(code))
                .mapToLong(count -> count.path("requests").asLong())
                .sum();
    }

    private long dropped(String source) {
        var counts = server.brand().intake().tail().counts().get(source);
        return counts == null ? 0 : counts.dropped();
    }

    private static String otherwise(String signature) {
        return (signature.startsWith("A") ? "B" : "A") + signature.substring(1);
    }

    private static String base64(String body) throws Exception {
        return Base64.getEncoder().encodeToString(hmac(body));
    }

    private static byte[] hmac(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "any"));
        return mac.doFinal(body.getBytes(UTF_8));
    }
}
