package io.tidebank.collect.live;

import io.tidebank.collect.protocol.BadReason;
import org.jspecify.annotations.Nullable;

/** The first thing found wrong with one event, while its touches are made. */
final class Fault {

    private @Nullable BadReason reason;
    private String field = "";

    void note(BadReason because, String place) {
        if (reason == null) {
            reason = because;
            field = place;
        }
    }

    @Nullable
    BadReason reason() {
        return reason;
    }

    String field() {
        return field;
    }
}
