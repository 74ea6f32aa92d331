package io.tidebank.server.wire;

import io.tidebank.collect.webhook.Signing;
import io.tidebank.collect.webhook.WebhookError;
import io.tidebank.collect.webhook.WebhookKind;
import io.tidebank.collect.webhook.WebhookSettings;
import io.tidebank.error.TidebankException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A webhook to be let in. What is null is as usual for the kind; the signature's fields are for the generic kind.
 *
 * @param kind shopify, woocommerce or generic
 * @param secret that the system signs with; null for one that shows the source's write key
 * @param shape name of a file under {@code methods/shapes}
 * @param signatureHeader header with the signature
 * @param algorithm sha256, sha512 or sha1
 * @param encoding hex or base64
 * @param prefix what stands before the signature
 * @param timestampHeader header with the seconds that are signed before the body
 * @param toleranceSeconds how far these may be from now
 * @param topicHeader header that says what a document is about
 * @param idHeader header with an id that a second delivery repeats
 */
public record WebhookOrder(
        String kind,
        @Nullable String secret,
        @Nullable String shape,
        @Nullable String signatureHeader,
        @Nullable String algorithm,
        @Nullable String encoding,
        @Nullable String prefix,
        @Nullable String timestampHeader,
        @Nullable Long toleranceSeconds,
        @Nullable String topicHeader,
        @Nullable String idHeader) {

    /** The settings that it asks for; WEBHOOK_INVALID if they cannot be. */
    public WebhookSettings settings() {
        WebhookKind known = kindOf();
        if (known != WebhookKind.GENERIC && (signatureHeader != null || topicHeader != null || idHeader != null)) {
            throw new TidebankException(
                    WebhookError.WEBHOOK_INVALID,
                    "Headers are said for generic webhooks alone; those of others are known");
        }
        return switch (known) {
            case SHOPIFY -> WebhookSettings.shopify().withShape(shape);
            case WOOCOMMERCE -> WebhookSettings.woocommerce().withShape(shape);
            case GENERIC -> new WebhookSettings(known, or(shape, "segment"), signing(), topicHeader, idHeader);
        };
    }

    private WebhookKind kindOf() {
        try {
            return WebhookKind.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TidebankException(
                    WebhookError.WEBHOOK_INVALID, "A webhook's kind is shopify, woocommerce or generic", e);
        }
    }

    private @Nullable Signing signing() {
        return signatureHeader == null
                ? null
                : new Signing(
                        signatureHeader,
                        or(algorithm, "sha256"),
                        or(encoding, "hex"),
                        or(prefix, ""),
                        timestampHeader,
                        toleranceSeconds == null ? Signing.USUAL_TOLERANCE : Duration.ofSeconds(toleranceSeconds));
    }

    private static String or(@Nullable String stated, String usual) {
        return stated == null ? usual : stated;
    }

    /** Nothing of the secret, so that no log shows it. */
    @Override
    public String toString() {
        return "WebhookOrder[%s]".formatted(kind);
    }
}
