package io.tidebank.access;

import java.time.Instant;

/**
 * A change that somebody made.
 *
 * @param who the caller's name
 * @param what the deed, such as {@code source.rotate}
 * @param brand of which brand; empty for the home
 * @param subject what was changed; empty where the deed says it all
 */
public record Change(Instant at, String who, String what, String brand, String subject) {}
