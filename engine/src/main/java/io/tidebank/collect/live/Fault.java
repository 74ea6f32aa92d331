package io.tidebank.collect.live;

import io.tidebank.collect.quarantine.FaultReason;
import org.jspecify.annotations.Nullable;

/** The first thing found wrong with one event, while its touches are made. */
final class Fault {

    private @Nullable FaultReason reason;
    private String field = "";

    void note(FaultReason because, String place) {
        if (reason == null) {
            reason = because;
            field = place;
        }
    }

    @Nullable
    FaultReason reason() {
        return reason;
    }

    String field() {
        return field;
    }
}
