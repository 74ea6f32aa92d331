package io.tidebank.collect.protocol;

import java.nio.charset.StandardCharsets;

/** Where an event stands in the bytes of its request. */
final class RawJson {

    private final byte[] body;
    private final int from;
    private final int to;

    RawJson(byte[] body, int from, int to) {
        this.body = body;
        this.from = from;
        this.to = to;
    }

    int bytes() {
        return to - from;
    }

    String text() {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}
