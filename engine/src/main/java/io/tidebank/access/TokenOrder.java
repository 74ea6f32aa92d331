package io.tidebank.access;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody wants.
 *
 * @param scopes at least one
 * @param brands the brands that it may know of; empty for all
 * @param validity how long it works; null for ever
 */
public record TokenOrder(
        String name,
        Set<Scope> scopes,
        Set<String> brands,
        @Nullable Duration validity) {

    /** How long a token works unless it is said otherwise. */
    public static final Duration USUAL_VALIDITY = Duration.ofDays(90);

    /** What works for longer is meant to work for ever, and has to say so. */
    static final Duration LONGEST_VALIDITY = Duration.ofDays(36_525);

    public TokenOrder {
        scopes = Set.copyOf(scopes);
        brands = Set.copyOf(brands);
    }
}
