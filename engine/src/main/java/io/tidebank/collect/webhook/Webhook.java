package io.tidebank.collect.webhook;

import io.tidebank.collect.webhook.Signing.Headers;
import io.tidebank.error.TidebankException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A source that another system calls, with the secret that both know. */
public final class Webhook {

    /** What WooCommerce posts when an address is entered, unsigned: it wants to hear that somebody is there. */
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,18}");

    private static final int LONGEST_PING = 40;

    private final String brand;
    private final String source;
    private final WebhookSettings settings;
    private final byte @Nullable [] secret;

    /** @param secret null if it cannot be unlocked: then nothing that is signed is believed */
    Webhook(String brand, String source, WebhookSettings settings, byte @Nullable [] secret) {
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

    /** Whether the body, as it came, is signed by one who knows the secret; WEBHOOK_LOCKED if nobody here does. */
    public boolean isGenuine(Headers headers, byte[] body, Instant now) {
        Signing signing = settings.signing();
        if (signing != null && secret == null) {
            throw new TidebankException(
                    WebhookError.WEBHOOK_LOCKED,
                    "The webhook secret of source '%s' was locked with another key of brand '%s': restore the key from a backup, or enter the secret anew"
                            .formatted(source, brand));
        }
        return signing != null && secret != null && signing.holds(secret, headers, body, now);
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "Webhook[%s/%s %s]".formatted(brand, source, settings.kind());
    }
}
