package io.tidebank.collect.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.touch.Identifier;
import io.tidebank.touch.Touch;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the published SDKs really send. */
class SdkShapesTest {

    @TempDir
    Path home;

    private LiveBrand brand;

    @BeforeEach
    void open() {
        brand = new LiveBrand(home);
    }

    private List<Identifier> ids(Endpoint endpoint, String body) {
        return brand.send(endpoint, body).touches().getFirst().ids();
    }

    @Test
    void theBrowserSendsNullForAUserItDoesNotKnow() {
        assertThat(ids(Endpoint.PAGE, """
                {"anonymousId":"5f0c9c8e-aaaa-4000-8000-000000000001","userId":null,"properties":{}}"""))
                .containsExactly(new Identifier("anonymous", "5f0c9c8e-aaaa-4000-8000-000000000001"));
    }

    @Test
    void theBrowserAliasesAUserWithItselfAndNothingHappens() {
        Reading reading = brand.send(Endpoint.ALIAS, """
                {"userId":"u1","previousId":"u1","anonymousId":"a1"}""");

        assertThat(reading.touches()).isEmpty();
        assertThat(reading.bad()).isEmpty();
        assertThat(reading.dropped()).containsExactly(new Dropped("alias", Dropped.Reason.NO_EFFECT));
    }

    @Test
    void theJavaSdkTellsItsLibraryOncePerBatch() {
        Reading reading = brand.send(Endpoint.IMPORT, """
                {"batch":[{"type":"track","event":"a","userId":"u","messageId":"1"},
                {"type":"track","event":"a","userId":"u","messageId":"2","context":{"library":{"version":"9"},"locale":"de"}}],
                "context":{"library":{"name":"analytics-java","version":"3.5.4"},"instanceId":"i"},
                "sentAt":"2026-11-21T12:00:00.000Z","sequence":1,"writeKey":"k"}""");

        assertThat(reading.touches()).extracting(Touch::context).containsExactly("""
                {"library":{"name":"analytics-java","version":"3.5.4"},"instanceId":"i"}""", """
                {"library":{"version":"9","name":"analytics-java"},"locale":"de","instanceId":"i"}""");
    }

    @Test
    void rudderStackSendsOriginalTimestampAndNumbersForIds() {
        Touch touch = brand.send(Endpoint.BATCH, """
                {"batch":[{"type":"track","event":"a","userId":42,"anonymousId":7.5,"messageId":12,
                "originalTimestamp":"2026-11-21T11:00:00.000Z","sentAt":"2026-11-21T11:30:00.000Z","channel":"server",
                "rudderId":"r","request_ip":"[::1]"}],"timestamp":"2026-11-21T11:30:00.000Z"}""").touches().getFirst();

        assertThat(touch.ids()).containsExactly(new Identifier("user", "42"), new Identifier("anonymous", "7.5"));
        assertThat(touch.touchId()).isEqualTo("12");
        assertThat(touch.occurredAt()).isEqualTo("2026-11-21T11:30:00Z");
    }

    @Test
    void rudderStackTellsTraitsInTheContext() {
        String traits = "\"email\":\"Jane@X.com\",\"phone\":\"+44 20 7946 0000\",\"plan\":\"gold\"";
        Touch inContext =
                brand.send(Endpoint.IDENTIFY, """
                {"userId":"u","context":{"traits":{%s}}}""".formatted(traits)).touches().getFirst();
        Touch inTraits =
                brand.send(Endpoint.IDENTIFY, """
                {"userId":"u","traits":{%s}}""".formatted(traits)).touches().getFirst();

        assertThat(inContext.ids())
                .isEqualTo(inTraits.ids())
                .extracting(Identifier::type)
                .containsExactly("user", "phone#", "email#");
        assertThat(inContext.context()).isEqualTo("{\"traits\":{\"plan\":\"gold\"}}");
        assertThat(inTraits.properties()).isEqualTo("{\"plan\":\"gold\"}");
    }

    @Test
    void aFormerIdMayHaveBeenAUsersOrABrowsers() {
        assertThat(ids(Endpoint.ALIAS, "{\"userId\":\"new\",\"previousId\":\"old\"}"))
                .containsExactly(
                        new Identifier("user", "new"),
                        new Identifier("user", "old"),
                        new Identifier("anonymous", "old"));
        assertThat(ids(Endpoint.ALIAS, "{\"userId\":\"new\",\"previousId\":\"a\",\"anonymousId\":\"a\"}"))
                .containsExactly(new Identifier("user", "new"), new Identifier("anonymous", "a"));
    }

    @Test
    void telephonesTellTheirDevice() {
        assertThat(ids(Endpoint.SCREEN, """
                {"anonymousId":"a","context":{"device":{"id":"d1","advertisingId":"AD","adTrackingEnabled":true}}}"""))
                .extracting(Identifier::text)
                .containsExactly("device:d1", "device:AD", "anonymous:a");
        assertThat(ids(Endpoint.SCREEN, """
                {"anonymousId":"a","context":{"device":{"id":"d1","advertisingId":"AD","adTrackingEnabled":false}}}""")).extracting(Identifier::text).containsExactly("device:d1", "anonymous:a");
        assertThat(ids(Endpoint.SCREEN, """
                {"anonymousId":"a","context":{"device":{"advertisingId":"00000000-0000-0000-0000-000000000000"}}}""")).extracting(Identifier::text).containsExactly("anonymous:a");
    }

    @Test
    void externalIdsOfUsersCountAndThoseOfAccountsDoNot() {
        assertThat(ids(Endpoint.TRACK, """
                {"event":"e","userId":"u","context":{"externalIds":[
                {"id":"L1","type":"loyalty_id","collection":"users","encoding":"none"},
                {"id":"acme","type":"user_id","collection":"accounts","encoding":"none"},
                {"id":"x","type":"never heard of","collection":"users"}, 5]}}""")).extracting(Identifier::text).containsExactly("user:u", "loyalty:L1");
    }

    @Test
    void whatSoftwareWritesForNobodyIsNobody() {
        assertThat(ids(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"undefined\",\"anonymousId\":\"NULL\"}"))
                .isEmpty();
    }

    @Test
    void anEmailAddressForAUserIdIsHashed() {
        Identifier hashed = ids(Endpoint.IDENTIFY, "{\"userId\":\"u\",\"traits\":{\"email\":\"jane@x.com\"}}")
                .getLast();

        assertThat(ids(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"Jane@X.com \"}"))
                .containsExactly(hashed);
        assertThat(ids(Endpoint.TRACK, "{\"event\":\"e\",\"userId\":\"+44 20 7946 0000\"}"))
                .extracting(Identifier::type)
                .containsExactly("phone#");
    }

    @Test
    void aGroupIsNobodysIdentifier() {
        assertThat(ids(
                        Endpoint.GROUP,
                        "{\"userId\":\"u\",\"groupId\":\"acme\",\"traits\":{\"email\":\"info@acme.com\"}}"))
                .containsExactly(new Identifier("user", "u"));
    }

    @Test
    void theSameMessageTwiceInOneBatchCountsOnce() {
        Reading reading = brand.send(Endpoint.BATCH, """
                {"batch":[{"type":"track","event":"a","userId":"u","messageId":"1"},
                {"type":"track","event":"a","userId":"u","messageId":"1"}]}""");

        assertThat(reading.touches()).hasSize(1);
        assertThat(reading.duplicates()).isOne();
    }

    @Test
    void theCampaignTellsTheTouchpointThenTheReferrerThenThePage() {
        String page = "\"page\":{\"url\":\"https://www.shop.example/x\",\"referrer\":\"%s\"}";
        assertThat(touchpoint("{\"campaign\":{\"name\":\"Brand Word\",\"source\":\"Baidu\",\"medium\":\"CPC\"},%s}"
                        .formatted(page.formatted("https://m.baidu.com/"))))
                .isEqualTo("search_ad.baidu.brand-word");
        assertThat(touchpoint("{%s}".formatted(page.formatted("https://m.baidu.com/s?wd=x"))))
                .isEqualTo("search.baidu");
        assertThat(touchpoint("{%s}".formatted(page.formatted("https://blog.example.org/x"))))
                .isEqualTo("referral.blog-example-org");
        assertThat(touchpoint("{%s}".formatted(page.formatted("https://shop.example/y"))))
                .isEqualTo("web.shop-example");
        assertThat(
                        touchpoint(
                                "{\"page\":{\"url\":\"https://s.com/?a=1&utm_source=We%20ibo&utm_medium=social&x_utm_source=z\"}}"))
                .isEqualTo("social.we-ibo");
        assertThat(touchpoint("{\"page\":{\"url\":\"https://s.com/?utm_source=%ZZ&utm_\"}}"))
                .isEqualTo("campaign.zz");
        assertThat(touchpoint("{\"app\":{\"name\":\"Our App\"}}")).isEqualTo("app.our-app");
        assertThat(touchpoint("{}")).isNull();
    }

    private @Nullable String touchpoint(String context) {
        return brand.send(Endpoint.PAGE, "{\"anonymousId\":\"a\",\"context\":%s}".formatted(context))
                .touches()
                .getFirst()
                .touchpoint();
    }
}
