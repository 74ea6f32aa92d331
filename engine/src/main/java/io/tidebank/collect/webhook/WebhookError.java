package io.tidebank.collect.webhook;

import io.tidebank.error.ErrorCode;

/** What can go wrong with webhooks. */
public enum WebhookError implements ErrorCode {
    /** Settings that cannot be. */
    WEBHOOK_INVALID(Kind.INVALID),
    /** The secret was locked with another key than the brand's present one. */
    WEBHOOK_LOCKED(Kind.INTERNAL),
    /** The application tables cannot be read or written. */
    WEBHOOK_STORE_FAILED(Kind.INTERNAL);

    private final Kind kind;

    WebhookError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
