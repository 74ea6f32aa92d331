package io.tidebank.server.wire;

import io.tidebank.collect.source.Sources;

/**
 * A source's write key, at the one moment when it can be read.
 *
 * @param source the source's name
 */
public record SourceKey(String source, String writeKey) {

    public static SourceKey of(Sources.WithKey made) {
        return new SourceKey(made.source().name(), made.writeKey());
    }

    /** Hidden, so that no log shows it. */
    @Override
    public String toString() {
        return "SourceKey[source=%s, writeKey=hidden]".formatted(source);
    }
}
