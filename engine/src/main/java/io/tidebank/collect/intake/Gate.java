package io.tidebank.collect.intake;

import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;

/** Where the requests of a brand's live sources are checked and made durable. */
public interface Gate extends RequestChecks {

    /**
     * Takes a request that was sent in a source's name, and returns when it is safe.
     *
     * @param body what the request was read from
     */
    IntakeReply take(Source source, Request.Accepted request, byte[] body);
}
