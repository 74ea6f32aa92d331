package io.tidebank.collect.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.quarantine.RowLock;
import io.tidebank.collect.webhook.Signing.Headers;
import io.tidebank.method.MethodError;
import io.tidebank.method.MethodFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class WebhooksTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String SECRET = "a secret that both know";
    private static final byte[] BODY = "{\"id\": 1, \"note\": \"grüße\"}".getBytes(UTF_8);

    @TempDir
    Path home;

    @Test
    void theSecretIsKeptLockedAndKnownAfterANewStart() throws IOException {
        webhooks().put("demo", "shop", WebhookSettings.shopify(), SECRET);

        Webhook webhook = webhooks().find("demo", "shop").orElseThrow();

        assertThat(webhook.isGenuine(signed("X-Shopify-Hmac-Sha256", base64(hmac("sha256", BODY))), BODY, NOW))
                .isTrue();
        assertThat(webhook.toString()).doesNotContain(SECRET);
        try (var files = Files.list(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain(SECRET));
        }
    }

    @Test
    void anotherSecretAnotherByteOrNoSignatureIsNotGenuine() throws IOException {
        Webhook webhook = webhooks().put("demo", "shop", WebhookSettings.woocommerce(), SECRET);
        String signature = base64(hmac("sha256", BODY));
        byte[] altered = BODY.clone();
        altered[7] ^= 1;

        assertThat(webhook.isGenuine(signed("x-wc-webhook-signature", signature), BODY, NOW))
                .isTrue();
        assertThat(webhook.isGenuine(signed("x-wc-webhook-signature", signature), altered, NOW))
                .isFalse();
        assertThat(webhook.isGenuine(signed("x-wc-webhook-signature", "not base64!"), BODY, NOW))
                .isFalse();
        assertThat(webhook.isGenuine(signed("x-wc-webhook-signature", ""), BODY, NOW))
                .isFalse();
        assertThat(webhook.isGenuine(name -> null, BODY, NOW)).isFalse();
        webhooks().put("demo", "shop", WebhookSettings.woocommerce(), "another");
        assertThat(webhooks()
                        .find("demo", "shop")
                        .orElseThrow()
                        .isGenuine(signed("x-wc-webhook-signature", signature), BODY, NOW))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"sha256, hex, sha256=", "sha512, base64, ''", "sha1, hex, 'v1,'"})
    void aSystemMaySignInItsOwnWay(String algorithm, String encoding, String prefix) {
        Signing signing = new Signing("X-Sign", algorithm, encoding, prefix, null, Duration.ofMinutes(5));
        byte[] mac = hmac(algorithm, BODY);
        String signature = encoding.equals("hex") ? HexFormat.of().formatHex(mac) : base64(mac);

        assertThat(signing.holds(SECRET.getBytes(UTF_8), signed("X-Sign", prefix + signature), BODY, NOW))
                .isTrue();
        assertThat(signing.holds(SECRET.getBytes(UTF_8), signed("X-Sign", "other " + signature), BODY, NOW))
                .isFalse();
    }

    @Test
    void aSignedTimeMustBeNear() {
        Signing signing = new Signing("X-Sign", "sha256", "hex", "", "X-Time", Duration.ofMinutes(5));
        String time = String.valueOf(NOW.getEpochSecond() - 200);
        String signature =
                HexFormat.of().formatHex(hmac("sha256", (time + "." + new String(BODY, UTF_8)).getBytes(UTF_8)));
        byte[] secret = SECRET.getBytes(UTF_8);

        assertThat(signing.holds(secret, headers(Map.of("x-sign", signature, "x-time", time)), BODY, NOW))
                .isTrue();
        assertThat(signing.holds(
                        secret, headers(Map.of("x-sign", signature, "x-time", time)), BODY, NOW.plusSeconds(101)))
                .isFalse();
        assertThat(signing.holds(
                        secret,
                        headers(Map.of("x-sign", signature, "x-time", String.valueOf(NOW.getEpochSecond()))),
                        BODY,
                        NOW))
                .isFalse();
        assertThat(signing.holds(secret, headers(Map.of("x-sign", signature, "x-time", "soon")), BODY, NOW))
                .isFalse();
    }

    @Test
    void anUnsignedWebhookNeverPassesForASignedOne() throws IOException {
        Webhook webhook = webhooks()
                .put("demo", "form", new WebhookSettings(WebhookKind.GENERIC, "segment", null, null, null), null);

        assertThat(webhook.isSigned()).isFalse();
        assertThat(webhook.isGenuine(name -> "", BODY, NOW)).isFalse();
    }

    @Test
    void onlyWooCommerceIsAnsweredWhenItCallsJustToSeeWhoIsThere() throws IOException {
        Webhooks webhooks = webhooks();
        byte[] ping = "webhook_id=17".getBytes(UTF_8);

        assertThat(webhooks.put("demo", "w", WebhookSettings.woocommerce(), SECRET)
                        .isPing(ping))
                .isTrue();
        assertThat(webhooks.put("demo", "w", WebhookSettings.woocommerce(), SECRET)
                        .isPing("webhook_id=17&x=1".getBytes(UTF_8)))
                .isFalse();
        assertThat(webhooks.put("demo", "s", WebhookSettings.shopify(), SECRET).isPing(ping))
                .isFalse();
    }

    @Test
    void aSourceIsFoundByItsNameAloneWhereOneBrandHasIt() throws IOException {
        Webhooks webhooks = webhooks();
        webhooks.put("demo", "shop", WebhookSettings.shopify(), SECRET);
        assertThat(webhooks.find("shop")).isPresent();

        webhooks.put("other", "shop", WebhookSettings.shopify(), SECRET);
        assertThat(webhooks.find("shop")).isEmpty();
        assertThat(webhooks.find("other", "shop")).isPresent();
    }

    @Test
    void settingsThatCannotBeAreRefused() throws IOException {
        Webhooks webhooks = webhooks();

        assertThatThrownBy(() -> webhooks.put("demo", "s", WebhookSettings.shopify(), " "))
                .hasFieldOrPropertyWithValue("code", WebhookError.WEBHOOK_INVALID);
        assertThatThrownBy(() ->
                        webhooks.put("demo", "s", WebhookSettings.shopify().withShape("nowhere"), SECRET))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_NOT_FOUND);
        assertThatThrownBy(() -> WebhookSettings.shopify().withShape("../ladders/aipl"))
                .hasFieldOrPropertyWithValue("code", WebhookError.WEBHOOK_INVALID);
        assertThatThrownBy(() -> new Signing("X", "md5", "hex", "", null, Duration.ofSeconds(1)))
                .hasFieldOrPropertyWithValue("code", WebhookError.WEBHOOK_INVALID);
    }

    @Test
    void anEventWithoutAnIdGetsOneThatASecondDeliveryGetsToo() throws IOException {
        Webhook webhook = webhooks()
                .put("demo", "form", new WebhookSettings(WebhookKind.GENERIC, "segment", null, null, "X-Id"), null);
        WebhookReader reader = reader(new MethodFiles(null), Duration.ofDays(1));
        byte[] body = "[{\"event\": \"A\"}, {\"event\": \"B\", \"messageId\": \"own\"}]".getBytes(UTF_8);

        assertThat(read(reader, webhook, signed("X-Id", "d-1"), body))
                .extracting(event -> event.path("messageId").asString())
                .containsExactly("webhook/d-1/1", "own");
        assertThat(read(reader, webhook, name -> null, body))
                .isEqualTo(((WebhookReader.Told) reader.read(webhook, name -> null, body, NOW.plusSeconds(60), 9))
                        .events());
        assertThat(read(reader, webhook, name -> null, "{\"event\": [[".getBytes(UTF_8)))
                .isNull();
        assertThat(read(reader, webhook, name -> null, "3".getBytes(UTF_8))).isNull();
        assertThat(read(reader, webhook, name -> null, "".getBytes(UTF_8))).isNull();
        assertThat(read(reader, webhook, name -> null, "[".repeat(2000).getBytes(UTF_8)))
                .isNull();
        assertThat(read(reader, webhook, name -> null, "{\"total\": 1e99999999999}".getBytes(UTF_8)))
                .isNull();
    }

    @Test
    void aSecretThatCannotBeUnlockedStopsNoOtherSource() throws IOException {
        webhooks().put("demo", "shop", WebhookSettings.shopify(), SECRET);
        webhooks().put("demo", "form", WebhookSettings.shopify(), SECRET);
        RowLock another = new RowLock(BrandKeys.open(home, "other").webhookKey());
        byte[] foreign = another.lock(SECRET, "webhook/shop");
        new WebhookStore(home).save(new WebhookStore.Row("demo", "shop", WebhookSettings.shopify(), foreign));
        Headers headers = signed("X-Shopify-Hmac-Sha256", base64(hmac("sha256", BODY)));
        Webhooks webhooks = webhooks();

        assertThat(webhooks.find("demo", "form").orElseThrow().isGenuine(headers, BODY, NOW))
                .isTrue();
        Webhook locked = webhooks.find("demo", "shop").orElseThrow();
        assertThatThrownBy(() -> locked.isGenuine(headers, BODY, NOW))
                .hasFieldOrPropertyWithValue("code", WebhookError.WEBHOOK_LOCKED)
                .hasMessageStartingWith("The webhook secret of source 'shop' was locked with another key");
        webhooks.put("demo", "shop", WebhookSettings.shopify(), SECRET);
        assertThat(webhooks.find("demo", "shop").orElseThrow().isGenuine(headers, BODY, NOW))
                .isTrue();
    }

    @Test
    void aMistakeInAShapesFileStopsNoWebhookThatWorked() throws IOException {
        Path file = Files.createDirectories(home.resolve("methods/shapes")).resolve("mine.yaml");
        Files.writeString(file, "{shape: 1, events: [{event: First}]}");
        MethodFiles methods = new MethodFiles(home.resolve("methods"));
        Webhook webhook = Webhooks.open(home, methods)
                .put("demo", "form", new WebhookSettings(WebhookKind.GENERIC, "mine", null, null, null), null);
        WebhookReader reader = reader(methods, Duration.ZERO);
        assertThat(names(reader, webhook)).containsExactly("First");

        Files.writeString(file, "{shape: 1, events: [{evnt: Second}]}");
        assertThat(names(reader, webhook)).containsExactly("First");
        assertThatThrownBy(() -> names(reader(methods, Duration.ZERO), webhook))
                .hasFieldOrPropertyWithValue("code", MethodError.METHOD_INVALID);
        Files.writeString(file, "{shape: 1, events: [{event: Second}]}");
        assertThat(names(reader, webhook)).containsExactly("Second");
    }

    @Test
    void anOrderOlderThanWhatIsKnownIsLeftToFiles() throws IOException {
        Webhook webhook = webhooks().put("demo", "shop", WebhookSettings.shopify(), SECRET);
        AtomicReference<Duration> known = new AtomicReference<>(Duration.ofDays(30));
        WebhookReader reader =
                new WebhookReader(new MethodFiles(null), brand -> brand.equals("demo") ? known.get() : Duration.ZERO);
        byte[] order = """
                {"id": 9, "name": "#9", "created_at": "%s", "financial_status": "paid", "line_items": [{"sku": "A"}]}""".formatted(NOW.minus(Duration.ofDays(12))).getBytes(UTF_8);

        assertThat(read(reader, webhook, signed("X-Shopify-Topic", "orders/updated"), order))
                .hasSize(2);
        known.set(Duration.ofDays(6));
        assertThat(reader.read(webhook, signed("X-Shopify-Topic", "orders/updated"), order, NOW, 3))
                .isEqualTo(new WebhookReader.Told(List.of(), Call.Ids.OF_THINGS));
    }

    private static WebhookReader reader(MethodFiles methods, Duration age) {
        return new WebhookReader(methods, brand -> Duration.ofDays(30), age);
    }

    private static @Nullable List<ObjectNode> read(
            WebhookReader reader, Webhook webhook, Headers headers, byte[] body) {
        return reader.read(webhook, headers, body, NOW, 3) instanceof WebhookReader.Told told ? told.events() : null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{},{},{},{}]",
                "{\"batch\":[{},{},{},{}]}",
                "[{\"batch\":[{},{}]},{\"batch\":[{},{}]}]",
                "[{\"batch\":[]},{\"batch\":[]},{\"batch\":[]},{\"batch\":[]}]"
            })
    void moreThanABatchMayHoldIsRefused(String body) throws IOException {
        Webhook webhook = webhooks()
                .put("demo", "form", new WebhookSettings(WebhookKind.GENERIC, "segment", null, null, null), null);
        WebhookReader reader = reader(new MethodFiles(null), Duration.ofDays(1));

        assertThat(reader.read(webhook, name -> null, body.getBytes(UTF_8), NOW, 3))
                .isEqualTo(new WebhookReader.Refused(
                        new Request.Refused(Request.Code.TOO_LARGE, "The body tells more than 3 documents or events")));
        assertThat(reader.read(webhook, name -> null, body.getBytes(UTF_8), NOW, 4))
                .isInstanceOf(WebhookReader.Told.class);
    }

    private static List<String> names(WebhookReader reader, Webhook webhook) {
        List<ObjectNode> events = read(reader, webhook, name -> null, "{}".getBytes(UTF_8));
        return events == null
                ? List.of()
                : events.stream().map(event -> event.path("event").asString()).toList();
    }

    @BeforeEach
    void makeKeys() {
        BrandKeys.make(home, "demo");
        BrandKeys.make(home, "other");
    }

    private Webhooks webhooks() throws IOException {
        return Webhooks.open(Files.createDirectories(home), new MethodFiles(null));
    }

    private static Headers signed(String name, String value) {
        return headers(Map.of(name.toLowerCase(Locale.ROOT), value));
    }

    private static Headers headers(Map<String, String> values) {
        return name -> values.get(name.toLowerCase(Locale.ROOT));
    }

    private static String base64(byte[] mac) {
        return Base64.getEncoder().encodeToString(mac);
    }

    private static byte[] hmac(String algorithm, byte[] body) {
        try {
            Mac mac = Mac.getInstance("Hmac" + algorithm);
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "any"));
            return mac.doFinal(body);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
