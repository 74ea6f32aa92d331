package io.tidebank.server.wire;

import static java.util.stream.Collectors.toSet;

import io.tidebank.access.Scope;
import io.tidebank.access.TokenOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param scopes at least one, as in {@code read}
 * @param brands the brands that it may know of; none or null for all
 * @param valid how long it works, as PT2160H; null for 90 days
 * @param neverExpires true to let it work for ever, which has to be said so
 */
public record TokenRequest(
        String name,
        List<String> scopes,
        @Nullable List<String> brands,
        @Nullable Duration valid,
        @Nullable Boolean neverExpires) {

    /** What the engine is asked. */
    public TokenOrder order() {
        Duration usual = Objects.requireNonNullElse(valid, TokenOrder.USUAL_VALIDITY);
        return new TokenOrder(
                name,
                scopes.stream().map(Scope::of).collect(toSet()),
                brands == null ? Set.of() : Set.copyOf(brands),
                Boolean.TRUE.equals(neverExpires) ? null : usual);
    }

    /** What the engine would be asked here. */
    public static TokenRequest of(TokenOrder order) {
        return new TokenRequest(
                order.name(),
                order.scopes().stream().sorted().map(Scope::label).toList(),
                List.copyOf(order.brands()),
                order.validity(),
                order.validity() == null);
    }
}
