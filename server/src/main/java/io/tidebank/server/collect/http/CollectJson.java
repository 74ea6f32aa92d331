package io.tidebank.server.collect.http;

import io.tidebank.server.wire.WireJson;

/** Small pieces of JSON. */
public final class CollectJson {

    private CollectJson() {}

    /** A text as JSON writes it, with its quotes. */
    public static String text(String text) {
        return WireJson.mapper().writeValueAsString(text);
    }
}
