package io.tidebank.collect.webhook;

import io.tidebank.collect.webhook.Signing.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/** A source that another system calls, with the secret that both know. */
public final class Webhook {

    /** What WooCommerce posts when an address is entered, unsigned: it wants to hear that somebody is there. */
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,18}");

    private static final int LONGEST_PING = 40;

    private final String brand;
    private final String source;
    private final WebhookSettings settings;
    private final byte[] secret;

    Webhook(String brand, String source, WebhookSettings settings, byte[] secret) {
        this.brand = brand;
        this.source = source;
        this.settings = settings;
        this.secret = secret;
    }

    public String brand() {
        return brand;
    }

    public String source() {
        return source;
    }

    public WebhookSettings settings() {
        return settings;
    }

    /** Whether a body says nothing but that an address was entered. */
    public boolean isPing(byte[] body) {
        return settings.kind() == WebhookKind.WOOCOMMERCE
                && body.length <= LONGEST_PING
                && PING.matcher(new String(body, StandardCharsets.ISO_8859_1).strip())
                        .matches();
    }

    /** Whether the sender signs; if not, it shows a write key. */
    public boolean isSigned() {
        return settings.signing() != null;
    }

    /** Whether the body, as it came, is signed by one who knows the secret. */
    public boolean isGenuine(Headers headers, byte[] body, Instant now) {
        Signing signing = settings.signing();
        return signing != null && signing.holds(secret, headers, body, now);
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "Webhook[%s/%s %s]".formatted(brand, source, settings.kind());
    }
}
