package io.tidebank.collect.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What each event of the published specifications becomes. */
class EventShapesTest {

    @TempDir
    Path home;

    private LiveBrand brand;

    @BeforeEach
    void open() {
        brand = new LiveBrand(home);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "events.csv", delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true)
    void anEventBecomesItsTouches(String event, String properties, String touches) {
        assertThat(ShownTouch.of(brand.track(event, properties))).isEqualTo(touches);
    }

    @Test
    void linesAreNumberedAndThePaymentIsNamed() {
        assertThat(brand.track("Order Completed", """
                {"order_id":"o1","revenue":3,"products":[{"sku":"a","price":1},{"sku":"b","price":2}]}"""))
                .extracting(Touch::touchId)
                .containsExactly("m/1", "m/2", "m/pay");
        assertThat(brand.track("Product Viewed", "{}"))
                .extracting(Touch::touchId)
                .containsExactly("m");
    }

    @Test
    void aLineKeepsItsOwnPropertiesAndThoseOfTheOrder() {
        assertThat(brand.track("Order Completed", """
                {"order_id":"o1","coupon":"x","products":[{"sku":"a","name":"Monopoly","price":1,"size":null}]}"""))
                .first()
                .extracting(Touch::properties)
                .isEqualTo("""
                        {"order_id":"o1","coupon":"x","product":{"sku":"a","name":"Monopoly","price":1}}""");
    }

    @Test
    void theHomeAmountIsKnownInTheBrandsOwnMoneyAlone() {
        assertThat(brand.track("Order Completed", "{\"revenue\":5,\"currency\":\"EUR\"}"))
                .allSatisfy(touch -> assertThat(touch.amountHome()).isNull());
        assertThat(brand.track("Order Completed", "{\"revenue\":5,\"currency\":\"cny\"}"))
                .allSatisfy(touch -> assertThat(touch.amountHome()).isEqualByComparingTo("5"));
        assertThat(brand.track("Order Completed", "{\"revenue\":5,\"currency\":\"RMB\"}"))
                .allSatisfy(touch -> assertThat(touch.amountHome()).isEqualByComparingTo("5"));
    }

    /** Its order, which is known to the models alone, says it. */
    @Test
    void aRefundThatNamesNoCurrencyIsGivenNone() {
        assertThat(ShownTouch.of(brand.track("Order Refunded", "{\"order_id\":\"o1\",\"total\":10}")))
                .isEqualTo("refund amount=10 order=o1");
        assertThat(ShownTouch.of(
                        brand.track("Order Refunded", "{\"order_id\":\"o1\",\"total\":10,\"currency\":\"eur\"}")))
                .isEqualTo("refund amount=10 currency=EUR order=o1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"revenue":"a lot"}                  | BAD_NUMBER      | properties.revenue
            {"revenue":true}                     | BAD_NUMBER      | properties.revenue
            {"revenue":1e15}                     | BAD_NUMBER      | properties.revenue
            {"revenue":1e999}                    | BAD_NUMBER      | properties.revenue
            {"revenue":"NaN"}                    | BAD_NUMBER      | properties.revenue
            {"revenue":-1}                       | NEGATIVE_AMOUNT | properties.revenue
            {"revenue":1,"currency":"dollars"}   | BAD_CURRENCY    | properties.currency
            {"revenue":1,"products":[5]}         | WRONG_TYPE      | properties.products
            {"products":[{"price":"x"}]}         | BAD_NUMBER      | properties.price
            {"products":[{"price":9e13},{"price":9e13}]}                        | BAD_NUMBER | properties.revenue
            {"products":[{"price":9e13,"quantity":9}]}                          | BAD_NUMBER | properties.price
            {"revenue":9e9,"products":[{"price":9e12},{"price":-8999999999999.9999}]} | BAD_NUMBER | properties.price
            """)
    void moneyThatCannotBeKeptPutsTheEventAside(String properties, FaultReason reason, String field) {
        String body = "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u\",\"properties\":%s}"
                .formatted(properties);

        Reading reading = brand.send(Endpoint.TRACK, body);

        assertThat(reading.touches()).isEmpty();
        assertThat(reading.bad())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("messageId", "context")
                .containsExactly(new BadEvent(0, null, reason, field, body));
    }

    /** Whatever the sum says: refunds are added up line by line, as what was paid back. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Order Refunded | {"products":[{"price":-5},{"price":10}]}                | properties.products
            Order Refunded | {"products":[{"price":5,"quantity":-1},{"price":10}]}   | properties.products
            Order Refunded | {"revenue":5,"products":[{"price":-5},{"price":10}]}    | properties.products
            Money Back     | {"total":1,"paid_back":"-0.01"}                         | properties.paid_back
            Goods Back     | {"price":-1}                                            | properties.price
            """)
    void aRefundBelowZeroPutsTheEventAside(String event, String properties, String field) {
        brand.with("events/ours.yaml", """
                events: 1
                rules:
                  - {names: [Money Back], kind: refund, amount: [paid_back, total]}
                  - {names: [Goods Back], kind: refund, amount: price}
                """);

        Reading reading = brand.send(
                Endpoint.TRACK, "{\"event\":\"%s\",\"userId\":\"u\",\"properties\":%s}".formatted(event, properties));

        assertThat(reading.touches()).isEmpty();
        assertThat(reading.bad()).extracting(BadEvent::reason).containsExactly(FaultReason.NEGATIVE_REFUND);
        assertThat(reading.bad()).extracting(BadEvent::field).containsExactly(field);
    }

    @Test
    void aNumberTooSmallToKeepIsNothing() {
        assertThat(ShownTouch.of(brand.track("Order Paid", "{\"revenue\":1e-999}")))
                .isEqualTo("pay amount=0 currency=CNY");
    }

    @Test
    void whatIsNoNumberMattersWhereItIsMoneyAlone() {
        assertThat(ShownTouch.of(brand.track("Something", "{\"quantity\":\"lots\",\"price\":\"low\"}")))
                .isEqualTo("custom");
        assertThat(ShownTouch.of(brand.track("Product Reviewed", "{\"rating\":\"great\"}")))
                .isEqualTo("review");
    }

    @Test
    void linesDoNotMakeMuchOfLittle() {
        for (String properties : List.of(
                "{\"products\":[%s]}".formatted("{},".repeat(500) + "{}"),
                "{\"note\":\"%s\",\"products\":[%s]}".formatted("x".repeat(20_000), "{},".repeat(99) + "{}"))) {
            Reading reading = brand.send(
                    Endpoint.TRACK,
                    "{\"event\":\"Order Completed\",\"userId\":\"u\",\"properties\":%s}".formatted(properties));

            assertThat(reading.touches()).isEmpty();
            assertThat(reading.bad()).extracting(BadEvent::reason).containsExactly(FaultReason.TOO_MANY_LINES);
        }
        assertThat(brand.track("Order Completed", "{\"products\":[%s]}".formatted("{},".repeat(499) + "{}")))
                .hasSize(501);
    }

    @Test
    void aPageKeepsItsCategoryWhereverItStands() {
        for (String page : List.of("\"category\":\"Docs\"", "\"properties\":{\"category\":\"Docs\"}")) {
            Touch touch = brand.send(Endpoint.PAGE, "{\"userId\":\"u\",%s}".formatted(page))
                    .touches()
                    .getFirst();
            assertThat(touch.properties()).isEqualTo("{\"category\":\"Docs\"}");
            assertThat(touch.category()).isNull();
        }
    }

    @Test
    void otherCallsAreTouchesToo() {
        assertThat(brand.send(Endpoint.BATCH, """
                {"batch":[
                {"type":"page","anonymousId":"a","name":"Home","properties":{"category":"Docs","path":"/"}},
                {"type":"screen","anonymousId":"a","name":"Start"},
                {"type":"identify","userId":"u","traits":{"plan":"gold"}},
                {"type":"group","userId":"u","groupId":"g1"},
                {"type":"alias","userId":"u2","previousId":"u"}]}""").touches())
                .extracting(touch -> touch.kind() + " " + touch.name() + " " + touch.contentId())
                .containsExactly(
                        "visit Home null",
                        "visit Start null",
                        "identify null null",
                        "group_join null g1",
                        "alias null null");
    }
}
