package io.tidebank.brand.home;

import java.time.Duration;

/**
 * How long what is no longer current is kept.
 *
 * @param snapshots earlier states of the lake, which can be read until they are this old and cleared away
 */
public record Retention(Duration snapshots) {

    /** Unless the home says otherwise. */
    public static final Retention USUAL = new Retention(Duration.ofDays(7));
}
