package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.commit.CommitSettings;
import io.tidebank.collect.intake.LiveCollection;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.live.Reading;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.shape.Ages;
import io.tidebank.collect.shape.Shape;
import io.tidebank.collect.source.Source;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An order that is told again and again, by webhooks and by file, counts once. */
class ShopOrdersTest extends InTestHome {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String MONEY =
            "SELECT order_id, kind, sum(amount), count(*) FROM touch GROUP BY ALL ORDER BY order_id, kind";
    private static final String SHOPIFY = """
            {"id": 5001, "name": "#1001", "created_at": "2026-11-19T10:00:00-05:00", "updated_at": "2026-11-19T10:05:00-05:00",
             "processed_at": "2026-11-19T10:00:00-05:00", "cancelled_at": null, "financial_status": "%s", "test": false,
             "currency": "CNY", "subtotal_price": "90.00", "total_price": "102.00", "source_name": "web",
             "email": "mira@mail.example", "phone": null, "customer": {"id": 71, "email": "mira@mail.example"},
             "shipping_address": {"name": "Mira Holt", "country_code": "US"},
             "line_items": [
               {"id": 1, "sku": "TEA", "name": "Tea", "title": "Tea", "price": "30.00", "quantity": 2},
               {"id": 2, "sku": "", "name": "Cup - Blue", "title": "Cup", "price": "40.00", "quantity": 1}],
             "refunds": %s}""";
    private static final String REFUND = """
            {"id": 801, "order_id": 5001, "created_at": "2026-11-20T09:00:00Z", "processed_at": "2026-11-20T09:00:00Z",
             "refund_line_items": [{"quantity": 1, "subtotal": "36.00", "line_item": {"name": "Cup - Blue", "price": "40.00"}}],
             "transactions": [{"kind": "refund", "amount": "40.00", "currency": "CNY"}]}""";
    private static final String FILE = """
            Name,Email,Financial Status,Paid at,Currency,Subtotal,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Id
            #1001,mira@mail.example,paid,2026-11-19 10:05:00 -0500,CNY,90.00,2026-11-19 10:00:00 -0500,2,Tea,30.00,TEA,5001
            #1001,,,,,,,1,Cup - Blue,40.00,,
            """;

    private LiveCollection live;

    @BeforeEach
    void openLive() {
        live = LiveCollection.open(
                home.context(Clock.systemUTC()),
                new RocksMemory(64L << 20),
                JournalSettings.DEFAULTS.limited(1 << 30, 0),
                CommitSettings.DEFAULTS);
    }

    @AfterEach
    void closeLive() {
        live.close();
    }

    @Test
    void aShopifyOrderMadePaidAndChangedCountsOnceAlsoByFile() {
        tell("shopify-order", "shopify", "orders/create", SHOPIFY.formatted("pending", "[]"));
        tell("shopify-order", "shopify", "orders/paid", SHOPIFY.formatted("paid", "[]"));
        tell("shopify-order", "shopify", "orders/updated", SHOPIFY.formatted("paid", "[]"));
        List<String> once = List.of("5001|order|90.0000|2", "5001|pay|90.0000|1");
        assertThat(home.ask(MONEY)).isEqualTo(once);

        ImportReport report = home.run("shopify-orders", home.file("orders.csv", FILE));

        assertThat(report.quarantined()).isZero();
        assertThat(home.ask(MONEY)).isEqualTo(once);
        assertThat(home.ask(
                        "SELECT item, amount, quantity, touchpoint, market FROM touch WHERE kind = 'order' ORDER BY 1"))
                .containsExactly("Cup - Blue|36.0000|1.0000|store.web|US", "TEA|54.0000|2.0000|store.web|US");
        assertThat(home.ask("SELECT count(DISTINCT primary_id), count(*) FILTER (properties LIKE '%Holt%') FROM touch"))
                .containsExactly("1|0");
    }

    @Test
    void aRefundCountsOnceByItselfAndWithItsOrder() {
        tell("shopify-order", "shopify", "refunds/create", REFUND);
        tell(
                "shopify-order",
                "shopify",
                "orders/updated",
                SHOPIFY.formatted("partially_refunded", "[%s]".formatted(REFUND)));

        assertThat(home.ask(MONEY))
                .containsExactly("5001|order|90.0000|2", "5001|pay|90.0000|1", "5001|refund|36.0000|1");
    }

    @Test
    void whatIsOlderThanTheMemoryOfIdsAndATestIsLeftOut() {
        String old = SHOPIFY.formatted("paid", "[]").replace("2026-11-19", "2026-09-19");

        tell("shopify-order", "shopify", "orders/updated", old);
        tell(
                "shopify-order",
                "shopify",
                "orders/create",
                SHOPIFY.formatted("paid", "[]").replace("\"test\": false", "\"test\": true"));
        assertThat(home.touches().snapshot()).isZero();

        tell("shopify-order", "shopify", "orders/paid", old);
        assertThat(home.ask(MONEY)).containsExactly("5001|pay|90.0000|1");
    }

    @Test
    void aWooCommerceOrderCountsOnceAlsoByFile() {
        String order = woocommerce("94.50", "0.00", """
                {"sku": "MUG", "name": "Mug", "price": 30, "quantity": 2}, {"sku": "JAR", "name": "Jar", "price": 40, "quantity": 1}""");
        tell("woocommerce-order", "woocommerce", "order.created", order.formatted("pending", ""));
        tell("woocommerce-order", "woocommerce", "order.updated", order.formatted("processing", ""));
        tell(
                "woocommerce-order",
                "woocommerce",
                "order.updated",
                order.formatted("completed", "{\"id\": 9, \"total\": \"-10.00\"}"));
        List<String> once = List.of("2001|order|90.0000|2", "2001|pay|90.0000|1", "2001|refund|10.0000|1");
        assertThat(home.ask(MONEY)).isEqualTo(once);

        home.run("woocommerce-orders", home.file("orders.csv", """
                Order Number,Order Status,Order Date,Email (Billing),Order Subtotal Amount,Order Total Amount,SKU,Item Name,Quantity,Item Cost
                2001,completed,2026-11-19 10:00,orla@mail.example,90,94.5,MUG,Mug,2,30
                2001,completed,2026-11-19 10:00,orla@mail.example,90,94.5,JAR,Jar,1,40
                """));
        assertThat(home.ask(MONEY)).isEqualTo(once);
    }

    @Test
    void ofAWooCommerceRefundCountsWhatTheGoodsHave() {
        String order =
                woocommerce("112.50", "18.00", "{\"sku\": \"MUG\", \"name\": \"Mug\", \"price\": 45, \"quantity\": 2}");
        tell(
                "woocommerce-order",
                "woocommerce",
                "order.updated",
                order.formatted("completed", "{\"id\": 9, \"total\": \"-54.00\"}"));
        assertThat(home.ask(MONEY))
                .containsExactly("2001|order|90.0000|1", "2001|pay|90.0000|1", "2001|refund|45.0000|1");

        String another = order.replace("2001", "2002");
        tell(
                "woocommerce-order",
                "woocommerce",
                "order.updated",
                another.formatted("refunded", "{\"id\": 10, \"total\": \"-112.50\"}"));
        assertThat(home.ask(MONEY)).contains("2002|pay|90.0000|1", "2002|refund|90.0000|1");
        assertThat(home.ask("SELECT properties->>'refunded_in_all' FROM touch WHERE kind = 'refund' ORDER BY 1"))
                .containsExactly("112.5", "54.0");
    }

    @Test
    void ofAShopifyRefundWithoutLinesCountsWhatTheGoodsHave() {
        String refund = """
                {"id": 701, "order_id": 5001, "created_at": "2026-11-19T12:00:00-05:00", "processed_at": "2026-11-19T12:00:00-05:00",
                 "refund_line_items": [], "transactions": [{"amount": "54.00", "currency": "CNY"}]}""";
        String order = SHOPIFY.formatted("partially_refunded", "[%s]".formatted(refund))
                .replace(
                        "\"total_price\": \"102.00\"",
                        "\"total_price\": \"112.50\", \"total_shipping_price_set\": {\"shop_money\": {\"amount\": \"4.50\"}}");

        tell("shopify-order", "shopify", "orders/updated", order);

        assertThat(home.ask(MONEY)).contains("5001|refund|45.0000|1");
    }

    /** Lines are in the shop's currency, transactions in the customer's. */
    @Test
    void aShopifyRefundIsInTheShopsCurrency() {
        String line = "\"subtotal\": \"36.00\"";
        String refund = REFUND.replace(
                        line,
                        line
                                + ", \"subtotal_set\": {\"shop_money\": {\"amount\": \"36.00\", \"currency_code\": \"CNY\"}}")
                .replace("\"amount\": \"40.00\", \"currency\": \"CNY\"", "\"amount\": \"5.10\", \"currency\": \"EUR\"");

        tell("shopify-order", "shopify", "refunds/create", refund);

        assertThat(home.ask("SELECT amount, currency FROM touch")).containsExactly("36.0000|CNY");
    }

    @Test
    void ofAShopifyRefundCountsWhatWasPaidBackForTheGoods() {
        String shipping = """
                "refund_shipping_lines": [{"subtotal_amount_set": {"shop_money": {"amount": "4.50"}}}],
                "order_adjustments": [{"amount": "-4.50", "kind": "shipping_refund"}%s],""";
        String withShipping = REFUND.replace("{\"id\": 801,", "{\"id\": 801," + shipping.formatted(""));
        String heldBack = REFUND.replace(
                "{\"id\": 801,",
                "{\"id\": 802," + shipping.formatted(", {\"amount\": \"10.00\", \"kind\": \"refund_discrepancy\"}"));
        String shippingAlone = """
                {"id": 803, "order_id": 5001, "created_at": "2026-11-20T09:00:00Z", %s "refund_line_items": [],
                 "transactions": [{"amount": "4.50", "currency": "CNY"}]}""".formatted(shipping.formatted(""));

        tell("shopify-order", "shopify", "refunds/create", withShipping);
        tell("shopify-order", "shopify", "refunds/create", heldBack);
        tell(
                "shopify-order",
                "shopify",
                "orders/updated",
                SHOPIFY.formatted(
                        "partially_refunded",
                        "[%s]".formatted(String.join(",", withShipping, heldBack, shippingAlone))));

        assertThat(home.ask("SELECT amount FROM touch WHERE kind = 'refund' ORDER BY occurred_at, amount"))
                .containsExactly("0.0000", "26.0000", "36.0000");
    }

    @Test
    void aWooCommerceOrderInAStatusOfTheShopsOwnIsPaidIfItSaysWhen() {
        String order =
                woocommerce("112.50", "18.00", "{\"sku\": \"MUG\", \"name\": \"Mug\", \"price\": 45, \"quantity\": 2}");
        tell("woocommerce-order", "woocommerce", "order.updated", order.formatted("shipped", ""));
        tell("woocommerce-order", "woocommerce", "order.updated", order.formatted("completed", ""));
        tell(
                "woocommerce-order",
                "woocommerce",
                "order.updated",
                order.replace("2001", "2002").formatted("on-hold", ""));
        tell(
                "woocommerce-order",
                "woocommerce",
                "order.updated",
                order.replace("2001", "2003")
                        .replace("\"2026-11-19T10:01:00\"", "null")
                        .formatted("shipped", ""));

        assertThat(home.ask("SELECT order_id, amount FROM touch WHERE kind = 'pay'"))
                .containsExactly("2001|90.0000");
    }

    /** A fee of 5 for cash on delivery; all of it is paid back. */
    @Test
    void feesOfAWooCommerceOrderAreNoMoneyForGoods() {
        String order = woocommerce(
                        "117.50", "18.00", "{\"sku\": \"MUG\", \"name\": \"Mug\", \"price\": 45, \"quantity\": 2}")
                .replace("\"line_items\"", "\"fee_lines\": [{\"name\": \"COD\", \"total\": \"5.00\"}], \"line_items\"");
        tell(
                "woocommerce-order",
                "woocommerce",
                "order.updated",
                order.formatted("refunded", "{\"id\": 9, \"total\": \"-117.50\"}"));

        assertThat(home.ask(MONEY))
                .containsExactly("2001|order|90.0000|1", "2001|pay|90.0000|1", "2001|refund|90.0000|1");
    }

    /** An order with shipping of 4.50; its status and its refunds are left open. */
    private static String woocommerce(String total, String tax, String lines) {
        return """
                {"id": 2001, "number": "2001", "status": "%%s", "currency": "CNY", "total": "%s", "shipping_total": "4.50",
                 "total_tax": "%s", "customer_id": 0, "date_created_gmt": "2026-11-19T10:00:00",
                 "date_modified_gmt": "2026-11-20T10:00:00", "date_paid_gmt": "2026-11-19T10:01:00",
                 "billing": {"email": "orla@mail.example", "phone": "", "country": "GB"},
                 "line_items": [%s],
                 "refunds": [%%s]}""".formatted(total, tax, lines);
    }

    /** What a webhook of this topic brings, taken into the lake. */
    private void tell(String shape, String source, String topic, String text) {
        MethodFiles methods = new MethodFiles(null);
        ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(text);
        document.putObject("$webhook").put("topic", topic);
        List<ObjectNode> events = Shape.read(methods, "demo", shape).events(document, Ages.at(NOW));
        LiveReader reader =
                LiveReader.open(new LiveReader.Parts(folder, "demo", "CNY", methods, TouchKindsFile.read(methods)));
        Request.Accepted request = reader.documents(Call.of(Endpoint.BATCH, NOW), events, List.of());
        Reading reading = reader.read(new Source("demo", source, true, Set.of(), null, NOW), request);
        assertThat(reading.bad()).isEmpty();
        assertThat(events.toString()).doesNotContain("$webhook");
        if (!reading.events().isEmpty()) {
            live.journal().offer(new LiveBatch(reading.events(), List.of()));
            live.committer().commit();
        }
    }
}
