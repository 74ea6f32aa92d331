package io.tidebank.collect.intake;

import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.protocol.Request;
import java.util.List;

/** What is checked of a request before it is accepted for a brand. */
public interface RequestChecks {

    /** What a request may be. */
    Limits requestLimits();

    /** How many events one source may send a second, over a few seconds; 0 for any number. */
    int eventsPerSecond();

    /** Reads a body, within the limits. */
    Request parse(Call call, byte[] body);

    /** Two bodies for one that is a batch too large for its way, as they came; none if it has less than two events. */
    List<byte[]> halves(byte[] body);
}
