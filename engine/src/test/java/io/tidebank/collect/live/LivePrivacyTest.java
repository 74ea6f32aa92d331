package io.tidebank.collect.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.digest.Sha256;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing personal leaves the reader. */
class LivePrivacyTest {

    private static final String MARK = "XQZ";

    /** A value that can be found again wherever a personal value may stand. */
    private static final String PERSON = """
            "firstName":"XQZ1","last_name":"XQZ2","Full Name":"XQZ3","email":"XQZ4@x.com","e-mail":"XQZ@x.com",
            "phone":"+8613800XQZ5","mobilePhone":"XQZ6","address":{"street":"XQZ7","city":"XQZ8"},
            "shipping_address":{"name":"XQZ9"},"birthday":"XQZ10","ip":"XQZ11","userAgent":"XQZ12",
            "userAgentData":{"brands":["XQZ13"]},"avatar":"XQZ14","customer":{"name":"XQZ15","plan":"gold"},
            "姓名":"XQZ16","手机号":"XQZ17","postalCode":"XQZ18","latitude":"XQZ19","username":"XQZ20",
            "note":"write to XQZ21@x.com or XQZ22%40x.org now","link":"https://x.com/?email=XQZ23&a=1#phone=XQZ24",
            "people":[{"first_name":"XQZ25"}],"deep":{"deeper":[{"email":"XQZ26"}]},"recipient":"XQZ27",
            "XQZ28@x.com":"kept","credit_card":"XQZ29","password":"XQZ30\"""";

    @TempDir
    Path home;

    private LiveBrand brand;

    @BeforeEach
    void open() {
        brand = new LiveBrand(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"track", "identify", "page", "screen", "group", "alias"})
    void noPersonalValueSurvivesAnywhereInATouch(String type) {
        // a group's name is a company's
        String named = type.equals("group") ? "" : "\"name\":\"XQZ\",\"title\":\"XQZ\",\"description\":\"XQZ\",";
        Reading reading = brand.send(Endpoint.BATCH, """
                {"batch":[{"type":"%1$s","event":"Order Completed","userId":"XQZ0@x.com","previousId":"XQZ@y.com",
                "groupId":"XQZ@g.com","messageId":"XQZ@m.com","anonymousId":"a","properties":{%2$s,"order_id":"XQZ@z.com","products":[{%2$s},{}]},
                "traits":{%3$s"company":{"industry":"toys"},%2$s},
                "context":{"traits":{"name":"XQZ",%2$s},"externalIds":[{"id":"XQZ@x.com","type":"email"}],
                "campaign":{"name":"XQZ@x.com","source":"s"},"device":{"name":"XQZ's phone","model":"m"},"page":{"url":"https://s.com/?name=XQZ&q=1"},%2$s}}],
                "context":{%2$s}}""".formatted(type, PERSON, named));

        assertThat(reading.bad()).isEmpty();
        assertThat(reading.touches())
                .isNotEmpty()
                .allSatisfy(touch ->
                        assertThat(touch.toString().toUpperCase(Locale.ROOT)).doesNotContain(MARK));
    }

    @Test
    void anAddressInAMessageIdCannotBeFoundByTryingAddresses() {
        String body = "{\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"order-anna@example.org\"}";

        List<String> ids = Stream.generate(
                        () -> brand.send(Endpoint.TRACK, body).touches())
                .limit(2)
                .map(touches -> touches.getFirst().touchId())
                .distinct()
                .toList();

        assertThat(ids)
                .singleElement()
                .asString()
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(Sha256.hex("order-anna@example.org"));
    }

    @Test
    void theNamesOfThingsAreKept() {
        Touch touch = brand.send(Endpoint.TRACK, """
                {"event":"Product Viewed","userId":"u","properties":{"name":"Shirt","title":"Blue"},
                "context":{"campaign":{"name":"spring"},"app":{"name":"shop"}}}""").touches().getFirst();

        assertThat(touch.properties()).isEqualTo("{\"name\":\"Shirt\",\"title\":\"Blue\"}");
        assertThat(touch.context()).isEqualTo("{\"campaign\":{\"name\":\"spring\"},\"app\":{\"name\":\"shop\"}}");
    }

    @Test
    void textKeepsItsMeaningWithoutTheAddressInIt() {
        assertThat(brand.track(
                        "Product Reviewed", "{\"review_body\":\"Ask jane.doe+x@mail.example.com, she knows @home\"}"))
                .first()
                .extracting(Touch::properties)
                .isEqualTo("{\"review_body\":\"Ask ***, she knows @home\"}");
        assertThat(brand.track("Went", "{\"url\":\"https://s.com/a?email=j&page=2&first_name=x#frag\"}"))
                .first()
                .extracting(Touch::properties)
                .isEqualTo("{\"url\":\"https://s.com/a?email=***&page=2&first_name=***#frag\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"138xxxx1234", "138••••1234", "t**", "王×", "j×@x.com", "138xxxx1234@x.com"})
    void whatSomebodyMaskedIdentifiesNobody(String masked) {
        assertThat(brand.send(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"%s\"}".formatted(masked))
                        .touches())
                .singleElement()
                .extracting(Touch::primaryId)
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"●小鱼●", "kiko×coca", "阿依古丽•买买提", "tb12xx34"})
    void aSignInANameHidesNothing(String name) {
        assertThat(brand.send(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"%s\"}".formatted(name))
                        .touches())
                .singleElement()
                .extracting(Touch::primaryId)
                .isEqualTo("user:" + name);
    }

    @Test
    void addressAndAgentAreKeptIfTheBrandSaysSo() {
        String body = """
                {"event":"e","userId":"u","context":{"ip":"203.0.113.7","userAgent":"Firefox"}}""";
        assertThat(brand.send(Endpoint.TRACK, body).touches().getFirst().context())
                .isNull();

        brand.with("collection/demo.yaml", "collection: 1\nkeep: {ip: true, user_agent: true}\n");
        assertThat(brand.send(Endpoint.TRACK, body).touches().getFirst().context())
                .isEqualTo("{\"ip\":\"203.0.113.7\",\"userAgent\":\"Firefox\"}");
    }

    @Test
    void aBrandNamesFurtherFieldsOfItsOwn() {
        brand.with("collection/demo.yaml", "collection: 1\npersonal_fields: [Shoe Size]\n");

        assertThat(brand.track("e", "{\"shoe_size\":42,\"colour\":\"red\"}"))
                .first()
                .extracting(Touch::properties)
                .isEqualTo("{\"colour\":\"red\"}");
    }

    @Test
    void robotsAreFlaggedBeforeTheirAgentIsForgotten() {
        assertThat(context("Mozilla/5.0 (compatible; Googlebot/2.1)")).isEqualTo("{\"bot\":true}");
        assertThat(context("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0"))
                .isEqualTo("{\"bot\":true}");
        assertThat(context("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) Chrome/142.0"))
                .isNull();
    }

    private @Nullable String context(String agent) {
        return brand.send(Endpoint.PAGE, "{\"anonymousId\":\"a\",\"context\":{\"userAgent\":\"%s\"}}".formatted(agent))
                .touches()
                .getFirst()
                .context();
    }

    @Test
    void whoDeniesConsentCountsAndIsNobody() {
        brand.with("collection/demo.yaml", "collection: 1\nconsent: {category: analytics}\n");
        Reading reading = brand.send(Endpoint.BATCH, """
                {"batch":[
                {"type":"track","event":"Order Paid","userId":"u","messageId":"1","properties":{"revenue":5},
                 "context":{"device":{"id":"d"},"locale":"de","consent":{"categoryPreferences":{"analytics":false}}}},
                {"type":"identify","userId":"u","context":{"consent":{"categoryPreferences":{}}}},
                {"type":"track","event":"e","userId":"u","messageId":"3",
                 "context":{"consent":{"categoryPreferences":{"analytics":true}}}},
                {"type":"track","event":"e","userId":"u","messageId":"4"}]}""");

        assertThat(reading.dropped()).extracting(Dropped::reason).containsExactly(Dropped.Reason.NO_CONSENT);
        assertThat(reading.touches())
                .extracting(touch -> touch.touchId() + " " + touch.primaryId())
                .containsExactly("1 null", "3 user:u", "4 user:u");
        assertThat(reading.touches().getFirst().context())
                .isEqualTo("{\"locale\":\"de\",\"consent\":{\"categoryPreferences\":{\"analytics\":false}}}");
    }

    /** Properties, lines, addresses and columns tell as much as identifiers do. */
    @Test
    void nothingTellsThatTwoEventsAreThoseOfOneWhoDeniesConsent() {
        brand.with("collection/demo.yaml", "collection: 1\nconsent: {category: analytics}\nkeep: {ip: true}\n");
        brand.with("events/ours.yaml", """
                events: 1
                rules:
                  - {names: [Basket Paid], kind: order, lines: products, ids: {loyalty: [card]}}
                  - {names: [Joined], kind: join, once_per: openid}
                """);
        String says = """
                "card":"XQZ","customer_id":"XQZ","userId":"XQZ","Open-ID":"XQZ","gclid":"XQZ","会员号":"XQZ",
                "customer":{"id":"XQZ","plan":"gold"},"order_id":"o1","link":"https://s.com/?id=7&fbclid=XQZ&card=XQZ\"""";
        String body = """
                {"batch":[
                {"type":"track","event":"Basket Paid","userId":"XQZ","properties":{%1$s,"products":[{%1$s,"id":"p"}]}},
                {"type":"track","event":"Video Watched","userId":"XQZ","properties":{"session_id":"XQZ"}},
                {"type":"track","event":"Joined","userId":"XQZ","properties":{"openid":"XQZ"}}],
                "context":{"ip":"XQZ","sessionId":"XQZ","consent":{"categoryPreferences":{"analytics":%2$s}},
                "page":{"url":"https://s.com/p?id=7&gclid=XQZ","referrer":"https://m.com/?uid=XQZ","search":"?openid=XQZ"}}}""";

        List<Touch> denied =
                brand.send(Endpoint.BATCH, body.formatted(says, "false")).touches();

        assertThat(denied)
                .hasSize(3)
                .allSatisfy(touch ->
                        assertThat(touch.toString().toUpperCase(Locale.ROOT)).doesNotContain(MARK));
        assertThat(denied.getFirst().properties())
                .isEqualTo("{\"customer\":{\"plan\":\"gold\"},\"order_id\":\"o1\","
                        + "\"link\":\"https://s.com/?id=7&fbclid=***&card=***\",\"product\":{"
                        + "\"customer\":{\"plan\":\"gold\"},\"order_id\":\"o1\","
                        + "\"link\":\"https://s.com/?id=7&fbclid=***&card=***\",\"id\":\"p\"}}");
        assertThat(brand.send(Endpoint.BATCH, body.formatted(says, "true")).touches())
                .hasSize(3)
                .allSatisfy(touch -> assertThat(touch.toString()).contains(MARK));
    }

    @Test
    void whoIsNobodyStaysSoWhenANameIsMappedLater() {
        brand.with("collection/demo.yaml", "collection: 1\nconsent: {category: analytics}\n");
        List<Touch> stored = brand.send(Endpoint.BATCH, """
                {"batch":[
                {"type":"track","event":"Basket Paid","anonymousId":"a","messageId":"1",
                 "properties":{"card":"c-9","revenue":5,"order_id":"o1"},
                 "context":{"consent":{"categoryPreferences":{"analytics":false}}}},
                {"type":"track","event":"Basket Paid","anonymousId":"a","messageId":"2",
                 "properties":{"card":"c-9","revenue":5,"order_id":"o2"}}]}""").touches();
        brand.with(
                "events/ours.yaml",
                "events: 1\nrules:\n  - {names: [Basket Paid], kind: order, amount: revenue, ids: {loyalty: [card]}}\n");
        LiveReader reader = brand.reader();

        assertThat(stored).hasSize(2);
        assertThat(stored.stream().flatMap(touch -> reader.anew(touch).stream()))
                .extracting(touch -> touch.kind() + " " + touch.primaryId() + " "
                        + touch.ids().size())
                .containsExactly("order null 0", "order loyalty:c-9 2");
    }

    @Test
    void anEventThatIsBadHidesNoneThatIsCorrected() {
        Reading reading = brand.send(Endpoint.BATCH, """
                {"batch":[
                {"type":"track","event":"Order Paid","userId":"u","messageId":"1","properties":{"revenue":"much"}},
                {"type":"track","event":"Order Paid","userId":"u","messageId":"1","properties":{"revenue":5}},
                {"type":"track","event":"Order Paid","userId":"u","messageId":"1","properties":{"revenue":5}}]}""");

        assertThat(reading.bad()).hasSize(1);
        assertThat(reading.touches()).extracting(Touch::touchId).containsExactly("1");
        assertThat(reading.duplicates()).isOne();
    }

    @Test
    void aBrandMayDropWhatIsNotConsentedTo() {
        brand.with("collection/demo.yaml", "collection: 1\nconsent: {category: ads, denied: drop, unsaid: drop}\n");

        Reading reading = brand.send(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"u\"}");

        assertThat(reading.touches()).isEmpty();
        assertThat(reading.dropped()).extracting(Dropped::reason).containsExactly(Dropped.Reason.NO_CONSENT);
    }

    @Test
    void whoDeniesThatAnythingIsKeptIsInNoEventThatIsPutAsideEither() {
        brand.with("collection/demo.yaml", "collection: 1\nconsent: {category: ads, denied: drop, unsaid: keep}\n");
        String denied = "{\"consent\":{\"categoryPreferences\":{\"ads\":false}}}";
        String own = "\"context\":" + denied;

        Reading alone =
                brand.send(Endpoint.BATCH, """
                {"batch":[
                {"type":"track","event":"Order Paid","timestamp":"soon","userId":"u",%1$s},
                {"type":"track","event":"Jane called","userId":"u","properties":{"x":"%2$s"},%1$s},
                {"type":"trak","event":"e","userId":"u","properties":{"x":%3$s1%4$s},%1$s},
                {"type":"track","userId":"u"}]}""".formatted(own, "x".repeat(33_000), "[".repeat(70), "]".repeat(70)));
        Reading together = brand.send(
                Endpoint.BATCH, "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\"},7],\"context\":" + denied + "}");

        assertThat(alone.bad()).extracting(bad -> bad.index()).containsExactly(3);
        assertThat(alone.dropped())
                .containsExactly(
                        new Dropped("Order Paid", Dropped.Reason.NO_CONSENT),
                        new Dropped("track", Dropped.Reason.NO_CONSENT),
                        new Dropped(null, Dropped.Reason.NO_CONSENT));
        assertThat(together.bad()).isEmpty();
        assertThat(together.dropped()).hasSize(2);
    }

    /** Put aside, an event is kept whole: there is no such thing as leaving out who. */
    @Test
    void whoDeniesToBeNamedIsInNoEventThatIsPutAsideEither() {
        brand.with("collection/demo.yaml", "collection: 1\nconsent: {category: ads, denied: anonymous}\n");
        String denied = "\"context\":{\"consent\":{\"categoryPreferences\":{\"ads\":false}}}";

        Reading reading = brand.send(Endpoint.BATCH, """
                {"batch":[
                {"type":"identify","timestamp":"soon","userId":"u","traits":{"email":"j@x.com"},%1$s},
                {"type":"track","event":"Order Paid","userId":"u","properties":{"revenue":"much"},%1$s},
                {"type":"track","event":"Order Paid","userId":"u","messageId":"3","properties":{"revenue":5},%1$s}]}""".formatted(denied));

        assertThat(reading.bad()).isEmpty();
        assertThat(reading.dropped()).hasSize(2);
        assertThat(reading.touches()).extracting(Touch::touchId).containsExactly("3");
    }

    @ParameterizedTest
    @CsvSource({"drop, own", "anonymous, own", "drop, batch", "anonymous, batch"})
    void twoIdentifiersOfSomebodyWhoDeniesAreNotMadeOne(String mode, String where) {
        brand.with("collection/demo.yaml", "collection: 1\nconsent: {category: ads, denied: %s}\n".formatted(mode));
        String denied = "\"context\":{\"consent\":{\"categoryPreferences\":{\"ads\":false}}}";
        String merge = """
                {"type":"merge","mergeProperties":[{"type":"user_id","value":"u1"},{"type":"email","value":"a@b.c"}]""";

        Reading reading = where.equals("own")
                ? brand.send(Endpoint.MERGE, merge + "," + denied + "}")
                : brand.send(Endpoint.BATCH, "{\"batch\":[" + merge + "}]," + denied + "}");

        assertThat(reading.touches()).isEmpty();
        assertThat(reading.dropped()).extracting(Dropped::reason).containsExactly(Dropped.Reason.NO_CONSENT);
    }

    @Test
    void aBadEventSaysNothingOfWhatIsInIt() {
        Reading reading = brand.send(
                Endpoint.TRACK,
                "{\"event\":\"e\",\"anonymousId\":\"%s\",\"traits\":{\"email\":\"j@x.com\"}}"
                        .formatted("x".repeat(1001)));

        assertThat(reading.bad())
                .extracting(Object::toString)
                .isEqualTo(
                        List.of(
                                "event 0: anonymousId is no identifier: longer than 1,000 characters, or with broken or control characters"));
    }
}
