package io.tidebank.collect.webhook;

import io.tidebank.error.TidebankException;
import org.jspecify.annotations.Nullable;

/**
 * How one source is called by another system.
 *
 * @param kind which system
 * @param shape name of the file under {@code methods/shapes} that says what its documents become
 * @param signing how it signs; null where it shows the source's write key instead
 * @param topicHeader header that says what a document is about; null for none
 * @param idHeader header with an id that a second delivery repeats; null for none
 */
public record WebhookSettings(
        WebhookKind kind,
        String shape,
        @Nullable Signing signing,
        @Nullable String topicHeader,
        @Nullable String idHeader) {

    public WebhookSettings {
        if (shape.isBlank() || shape.contains("/") || shape.contains("\\") || shape.contains("..")) {
            throw new TidebankException(
                    WebhookError.WEBHOOK_INVALID, "A shape is the name of a file under methods/shapes, without .yaml");
        }
    }

    /** Shopify's: signed with the app's or the shop's secret. */
    public static WebhookSettings shopify() {
        return new WebhookSettings(
                WebhookKind.SHOPIFY,
                "shopify-order",
                Signing.plain("X-Shopify-Hmac-Sha256", "base64"),
                "X-Shopify-Topic",
                "X-Shopify-Webhook-Id");
    }

    /** WooCommerce's: signed with the secret that is entered beside the address. */
    public static WebhookSettings woocommerce() {
        return new WebhookSettings(
                WebhookKind.WOOCOMMERCE,
                "woocommerce-order",
                Signing.plain("X-WC-Webhook-Signature", "base64"),
                "X-WC-Webhook-Topic",
                "X-WC-Webhook-Delivery-ID");
    }

    /** The same with documents of another shape. */
    public WebhookSettings withShape(@Nullable String other) {
        return other == null ? this : new WebhookSettings(kind, other, signing, topicHeader, idHeader);
    }
}
