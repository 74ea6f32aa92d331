package io.tidebank.cli.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When something ends.
 *
 * @param after from now; null for never
 */
record Expiry(@Nullable Duration after) {}
