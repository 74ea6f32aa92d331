package io.tidebank.collect.quarantine;

import java.time.Instant;

/**
 * A bad event of a live source on its way into the quarantine.
 *
 * @param row what it is there
 * @param receivedAt when it came: as of then it is read again, however long it was on its way
 */
public record ArrivedRow(BadRow row, Instant receivedAt) {}
