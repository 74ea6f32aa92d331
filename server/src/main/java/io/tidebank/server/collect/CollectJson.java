package io.tidebank.server.collect;

import io.tidebank.server.wire.WireJson;

/** Small pieces of JSON. */
final class CollectJson {

    private CollectJson() {}

    /** A text as JSON writes it, with its quotes. */
    static String text(String text) {
        return WireJson.mapper().writeValueAsString(text);
    }
}
