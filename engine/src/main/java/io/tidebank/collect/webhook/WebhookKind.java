package io.tidebank.collect.webhook;

/** Systems that call by themselves. */
public enum WebhookKind {
    SHOPIFY,
    WOOCOMMERCE,
    /** Any other: its user says how it signs and what its documents are. */
    GENERIC
}
