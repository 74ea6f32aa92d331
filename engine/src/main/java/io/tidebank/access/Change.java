package io.tidebank.access;

import java.time.Instant;

/**
 * A change that somebody made.
 *
 * @param who the caller's name
 * @param what the deed, such as {@code source.rotate}
 * @param brand of which brand; empty for the home
 * @param subject what was changed; empty where the deed says it all
 * @param outcome {@code done}; of work that takes long {@code begun}, and then {@code done}, {@code cancelled} or
 *     {@code failed: CODE} in a line of its own
 */
public record Change(Instant at, String who, String what, String brand, String subject, String outcome) {}
