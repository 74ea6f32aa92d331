package io.tidebank.server.wire;

import io.tidebank.collect.webhook.Webhook;
import io.tidebank.sql.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A webhook as callers see it; its secret is not part of it.
 *
 * @param path what to enter in the other system, behind the address at which the server is reached
 * @param verified by what the other system is known: {@code signature} or {@code write_key}
 */
public record WebhookView(String source, String kind, String shape, String path, String verified) {

    public static WebhookView of(Webhook webhook) {
        return new WebhookView(
                webhook.source(),
                webhook.settings().kind().name().toLowerCase(Locale.ROOT),
                webhook.settings().shape(),
                "/webhooks/%s/%s".formatted(escaped(webhook.brand()), escaped(webhook.source())),
                webhook.isSigned() ? "signature" : "write_key");
    }

    /** As a table of one row. */
    public Answer answer(String brand) {
        return new Answer(
                brand,
                "",
                List.of("source", "webhook", "shape", "path", "verified"),
                List.of(List.of(source, kind, shape, path, verified)));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
