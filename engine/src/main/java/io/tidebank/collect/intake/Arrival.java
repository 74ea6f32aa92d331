package io.tidebank.collect.intake;

import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.source.Source;

/**
 * A request that was accepted elsewhere, with the source in whose name it was sent.
 *
 * @param request as it is read here; what cannot be read here is bad in it
 */
public record Arrival(Source source, Request.Accepted request) {}
